#pragma once

#include <node_api.h>

#include <string>
#include <vector>

/** A JavaScript exception is pending; unwinds to the method's end. */
struct Thrown {};

/** Throws what went wrong, a value of the wrong type among it. */
void check(napi_env env, napi_status status);
[[noreturn]] void throw_error(napi_env env, const char *code, const std::string &message);

/** These refuse what lies outside of the range. */
double get_number(napi_env env, napi_value value, double from, double to);
int get_whole(napi_env env, napi_value value, int from, int to);
std::string get_string(napi_env env, napi_value value);
std::vector<std::string> get_strings(napi_env env, napi_value value);
bool get_bool(napi_env env, napi_value value);
/** A copy: JavaScript may change or detach its own while a thread works. */
std::vector<float> get_samples(napi_env env, napi_value value);
napi_value get_member(napi_env env, napi_value object, const char *name);

napi_value to_js(napi_env env, const std::string &text);
napi_value to_js(napi_env env, double number);
napi_value undefined(napi_env env);
napi_value new_error(napi_env env, const char *code, const std::string &message);

struct Member {
    const char *name;
    napi_value value;
};
napi_value new_object(napi_env env, const std::vector<Member> &members);
napi_value new_array(napi_env env, const std::vector<napi_value> &items);
