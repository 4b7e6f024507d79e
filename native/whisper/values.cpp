#include "values.h"

#include <cmath>
#include <cstring>

namespace {

napi_valuetype type_of(napi_env env, napi_value value) {
    napi_valuetype type;
    check(env, napi_typeof(env, value, &type));
    return type;
}

void expect(napi_env env, bool is_good, const char *name, const char *what) {
    if (!is_good) throw_error(env, "invalid", std::string(name) + " must be " + what + ".");
}

/** whisper.cpp pads to 30 s and takes less than 100 ms for nothing; more than four hours no caller needs at once. */
constexpr size_t min_samples = 1600, max_samples = size_t(16000) * 4 * 3600;

} // namespace

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

double get_number(napi_env env, napi_value value, const char *name, double min, double max, bool whole) {
    double number = 0;
    expect(env, type_of(env, value) == napi_number, name, "a number");
    check(env, napi_get_value_double(env, value, &number));
    // Written so that NaN fails.
    const bool is_good = number >= min && number <= max && (!whole || number == std::floor(number));
    expect(env, is_good, name, whole ? "a whole number within its range" : "a number within its range");
    return number;
}

std::string get_string(napi_env env, napi_value value, const char *name, size_t max_bytes) {
    size_t length = 0;
    expect(env, type_of(env, value) == napi_string, name, "a string");
    check(env, napi_get_value_string_utf8(env, value, nullptr, 0, &length));
    expect(env, length <= max_bytes, name, "shorter");
    std::string text(length + 1, '\0');
    check(env, napi_get_value_string_utf8(env, value, text.data(), text.size(), &length));
    text.resize(length);
    expect(env, text.find('\0') == std::string::npos, name, "without zero characters");
    return text;
}

std::vector<std::string> get_strings(napi_env env, napi_value value, const char *name) {
    bool is_array = false;
    check(env, napi_is_array(env, value, &is_array));
    expect(env, is_array, name, "an array");
    uint32_t length = 0;
    check(env, napi_get_array_length(env, value, &length));
    std::vector<std::string> strings;
    for (uint32_t i = 0; i < length; i++) {
        napi_value item;
        check(env, napi_get_element(env, value, i, &item));
        strings.push_back(get_string(env, item, name, 4096));
    }
    return strings;
}

bool get_bool(napi_env env, napi_value value, const char *name) {
    bool truth = false;
    expect(env, type_of(env, value) == napi_boolean, name, "true or false");
    check(env, napi_get_value_bool(env, value, &truth));
    return truth;
}

std::vector<float> get_samples(napi_env env, napi_value value) {
    bool is_typed = false;
    check(env, napi_is_typedarray(env, value, &is_typed));
    expect(env, is_typed, "samples", "a Float32Array");
    napi_typedarray_type type;
    size_t length = 0;
    void *data = nullptr;
    check(env, napi_get_typedarray_info(env, value, &type, &length, &data, nullptr, nullptr));
    expect(env, type == napi_float32_array, "samples", "a Float32Array");
    expect(env, length >= min_samples && length <= max_samples, "samples", "100 ms to 4 hours of sound");
    std::vector<float> samples(length);
    std::memcpy(samples.data(), data, length * sizeof(float));
    for (float sample : samples) expect(env, std::isfinite(sample), "samples", "finite numbers");
    return samples;
}

napi_value get_member(napi_env env, napi_value object, const char *name) {
    expect(env, type_of(env, object) == napi_object, "options", "an object");
    napi_value value;
    check(env, napi_get_named_property(env, object, name, &value));
    return value;
}

napi_value get_function(napi_env env, napi_value value, const char *name) {
    expect(env, type_of(env, value) == napi_function, name, "a function");
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

napi_value to_js(napi_env env, bool truth) {
    napi_value value;
    check(env, napi_get_boolean(env, truth, &value));
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
