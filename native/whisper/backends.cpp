#include <cstdio>
#include <mutex>

#include "model.h"
#include "whisper.h"

static const char *type_name(enum ggml_backend_dev_type type) {
    switch (type) {
    case GGML_BACKEND_DEVICE_TYPE_GPU: return "gpu";
    case GGML_BACKEND_DEVICE_TYPE_IGPU: return "integrated";
    case GGML_BACKEND_DEVICE_TYPE_ACCEL: return "accelerator";
    default: return "cpu";
    }
}

/** Errors alone, and to stderr: other levels tell of every load, and some of what was said. */
static void log_errors(ggml_log_level level, const char *text, void *) {
    if (level == GGML_LOG_LEVEL_ERROR) fputs(text, stderr);
}

void load_backends(const std::string &folder, const std::vector<std::string> &libraries) {
    static std::mutex once;
    std::lock_guard<std::mutex> lock(once);
    // llama.cpp may have loaded them before us: the registry is one for the process, and knows no doubles.
    if (ggml_backend_reg_count() == 0) {
        whisper_log_set(log_errors, nullptr);
        ggml_backend_load_all_from_path(folder.c_str());
        if (ggml_backend_dev_by_type(GGML_BACKEND_DEVICE_TYPE_CPU) == nullptr)
            throw Failure("unavailable", "No library of ggml's fits this processor.");
    }
    for (const std::string &library : libraries) ggml_backend_load(library.c_str());
}

std::vector<Device> list_devices() {
    std::vector<Device> devices;
    for (size_t i = 0; i < ggml_backend_dev_count(); i++) {
        ggml_backend_dev_t device = ggml_backend_dev_get(i);
        ggml_backend_dev_props props{};
        ggml_backend_dev_get_props(device, &props);
        devices.push_back({props.name, props.description, type_name(props.type), double(props.memory_total),
                           double(props.memory_free), props.device_id ? props.device_id : ""});
    }
    return devices;
}
