#include "values.h"

#include <cmath>

void check(napi_env env, napi_status status) {
    if (status == napi_ok) return;
    bool is_pending = false;
    if (napi_is_exception_pending(env, &is_pending) == napi_ok && is_pending) throw Thrown{};
    throw_error(env, "failed", "Node-API refused a call with status " + std::to_string(status) + ".");
}

void throw_error(napi_env env, const char *code, const std::string &message) {
    napi_throw_error(env, code, message.c_str());
    throw Thrown{};
}

double get_number(napi_env env, napi_value value, double from, double to) {
    double number = 0;
    check(env, napi_get_value_double(env, value, &number));
    // Also what is no number at all.
    if (!(number >= from && number <= to)) throw_error(env, "invalid", "A number is out of range.");
    return number;
}

int get_whole(napi_env env, napi_value value, int from, int to) {
    const double number = get_number(env, value, from, to);
    if (number != std::floor(number)) throw_error(env, "invalid", "A number must be whole.");
    return static_cast<int>(number);
}

std::string get_string(napi_env env, napi_value value) {
    size_t length = 0;
    check(env, napi_get_value_string_utf8(env, value, nullptr, 0, &length));
    std::string text(length + 1, '\0');
    check(env, napi_get_value_string_utf8(env, value, text.data(), text.size(), &length));
    text.resize(length);
    // C would take it for the end.
    if (text.find('\0') != std::string::npos) throw_error(env, "invalid", "A text holds a null character.");
    return text;
}

std::vector<std::string> get_strings(napi_env env, napi_value value) {
    uint32_t length = 0;
    check(env, napi_get_array_length(env, value, &length));
    std::vector<std::string> strings;
    for (uint32_t i = 0; i < length; i++) {
        napi_value item;
        check(env, napi_get_element(env, value, i, &item));
        strings.push_back(get_string(env, item));
    }
    return strings;
}

bool get_bool(napi_env env, napi_value value) {
    bool truth = false;
    check(env, napi_get_value_bool(env, value, &truth));
    return truth;
}

std::vector<float> get_samples(napi_env env, napi_value value) {
    napi_typedarray_type type;
    size_t length = 0;
    void *data = nullptr;
    check(env, napi_get_typedarray_info(env, value, &type, &length, &data, nullptr, nullptr));
    if (type != napi_float32_array) throw_error(env, "invalid", "Samples are a Float32Array.");
    // whisper.cpp would look at memory that nothing was written to. A detached array has no samples either.
    if (length == 0) throw_error(env, "invalid", "There are no samples.");
    const float *samples = static_cast<float *>(data);
    return std::vector<float>(samples, samples + length);
}

napi_value get_member(napi_env env, napi_value object, const char *name) {
    napi_value value;
    check(env, napi_get_named_property(env, object, name, &value));
    return value;
}

napi_value to_js(napi_env env, const std::string &text) {
    napi_value value;
    check(env, napi_create_string_utf8(env, text.data(), text.size(), &value));
    return value;
}

napi_value to_js(napi_env env, double number) {
    napi_value value;
    check(env, napi_create_double(env, number, &value));
    return value;
}

napi_value undefined(napi_env env) {
    napi_value value;
    check(env, napi_get_undefined(env, &value));
    return value;
}

napi_value new_error(napi_env env, const char *code, const std::string &message) {
    napi_value error;
    check(env, napi_create_error(env, to_js(env, std::string(code)), to_js(env, message), &error));
    return error;
}

napi_value new_object(napi_env env, const std::vector<Member> &members) {
    napi_value object;
    check(env, napi_create_object(env, &object));
    for (const Member &member : members)
        check(env, napi_set_named_property(env, object, member.name, member.value));
    return object;
}

napi_value new_array(napi_env env, const std::vector<napi_value> &items) {
    napi_value array;
    check(env, napi_create_array_with_length(env, items.size(), &array));
    for (size_t i = 0; i < items.size(); i++)
        check(env, napi_set_element(env, array, static_cast<uint32_t>(i), items[i]));
    return array;
}
