#include <climits>
#include <map>
#include <memory>

#include "jobs.h"
#include "model.h"
#include "values.h"

namespace {

constexpr int MAX_DEVICES = 255;
constexpr int MAX_THREADS = 256;
/** As many as whisper.cpp has decoders. */
constexpr int MAX_BEAMS = 8;

/** A model and the job that works with it, of which there is one at most. */
struct Slot {
    std::unique_ptr<Model> model;
    std::shared_ptr<Job> job;
};

/** All that one environment has loaded. JavaScript holds numbers, so that nothing it does can reach freed memory. */
struct Addon {
    std::map<int, std::shared_ptr<Slot>> slots;
    int last_handle = 0;
    // After the slots, so that its threads have ended before the models go.
    Jobs jobs;
};

struct Call {
    napi_env env;
    Addon &addon;
    napi_value arguments[4];

    int handle() { return get_whole(env, arguments[0], 1, INT_MAX); }

    std::shared_ptr<Slot> slot(bool must_be_idle = true) {
        const auto found = addon.slots.find(handle());
        if (found == addon.slots.end()) throw_error(env, "freed", "There is no such model, or it was freed.");
        if (must_be_idle && found->second->job) throw_error(env, "busy", "The model is at work.");
        return found->second;
    }

    /** Starts work with a slot's model. The job holds the slot, and the slot the job for as long as it runs. */
    napi_value start(const std::shared_ptr<Slot> &slot, const std::shared_ptr<Job> &job, napi_value on_progress = nullptr) {
        slot->job = job;
        job->settled = [slot] { slot->job.reset(); };
        try {
            return addon.jobs.start(env, job, on_progress);
        } catch (...) {
            slot->job.reset();
            throw;
        }
    }
};

using Method = napi_value (*)(Call &);

/** No C++ exception may pass through Node. */
template <Method method> napi_value guarded(napi_env env, napi_callback_info info) {
    try {
        void *addon = nullptr;
        check(env, napi_get_instance_data(env, &addon));
        Call call{env, *static_cast<Addon *>(addon), {}};
        size_t count = 4;
        check(env, napi_get_cb_info(env, info, &count, call.arguments, nullptr, nullptr));
        return method(call);
    } catch (const Thrown &) {
    } catch (const Failure &failure) {
        napi_throw_error(env, failure.code, failure.what());
    } catch (const std::exception &error) {
        napi_throw_error(env, "thrown", error.what());
    } catch (...) {
        napi_throw_error(env, "failed", "Something unknown was thrown.");
    }
    return nullptr;
}

/** init(folder, libraries) */
napi_value init(Call &call) {
    load_backends(get_string(call.env, call.arguments[0]), get_strings(call.env, call.arguments[1]));
    return undefined(call.env);
}

/** devices() → [{name, description, type, memoryBytes, freeBytes, address}] */
napi_value devices(Call &call) {
    std::vector<napi_value> items;
    for (const Device &device : list_devices()) {
        items.push_back(new_object(call.env, {{"name", to_js(call.env, device.name)},
                                              {"description", to_js(call.env, device.description)},
                                              {"type", to_js(call.env, device.type)},
                                              {"memoryBytes", to_js(call.env, device.memory_bytes)},
                                              {"freeBytes", to_js(call.env, device.free_bytes)},
                                              {"address", to_js(call.env, device.address)}}));
    }
    return new_array(call.env, items);
}

/** load(path, {gpu, flashAttention}) → promise of a handle */
napi_value load(Call &call) {
    const std::string path = get_string(call.env, call.arguments[0]);
    LoadOptions options;
    options.gpu = get_whole(call.env, get_member(call.env, call.arguments[1], "gpu"), -1, MAX_DEVICES);
    options.flash_attention = get_bool(call.env, get_member(call.env, call.arguments[1], "flashAttention"));
    auto job = std::make_shared<Job>();
    auto slot = std::make_shared<Slot>();
    job->work = [=](Job &) { slot->model = std::make_unique<Model>(path, options); };
    job->result = [=, &addon = call.addon](napi_env env) {
        const int handle = ++addon.last_handle;
        addon.slots.emplace(handle, slot);
        return to_js(env, double(handle));
    };
    return call.start(slot, job);
}

/** Bytes as Latin-1: a token may hold half a character, which would not survive as text. */
napi_value to_binary(napi_env env, const std::string &bytes) {
    napi_value value;
    check(env, napi_create_string_latin1(env, bytes.data(), bytes.size(), &value));
    return value;
}

napi_value to_js(napi_env env, const Segment &segment) {
    std::vector<napi_value> tokens;
    for (const Token &token : segment.tokens) {
        tokens.push_back(new_object(env, {{"bytes", to_binary(env, token.bytes)},
                                          {"startMs", to_js(env, double(token.start_ms))},
                                          {"endMs", to_js(env, double(token.end_ms))},
                                          {"probability", to_js(env, double(token.probability))}}));
    }
    return new_object(env, {{"startMs", to_js(env, double(segment.start_ms))},
                            {"endMs", to_js(env, double(segment.end_ms))},
                            {"noSpeechProbability", to_js(env, double(segment.no_speech_probability))},
                            {"tokens", new_array(env, tokens)}});
}

int get_threads(napi_env env, napi_value value) { return get_whole(env, value, 1, MAX_THREADS); }

TranscribeOptions get_options(napi_env env, napi_value object) {
    const auto member = [&](const char *name) { return get_member(env, object, name); };
    TranscribeOptions options;
    options.language = get_string(env, member("language"));
    options.prompt = get_string(env, member("prompt"));
    options.translate = get_bool(env, member("translate"));
    options.keep_context = get_bool(env, member("keepContext"));
    options.threads = get_threads(env, member("threads"));
    options.beam_size = get_whole(env, member("beamSize"), 1, MAX_BEAMS);
    options.temperature = float(get_number(env, member("temperature"), 0, 1));
    return options;
}

/** transcribe(handle, samples, options, onProgress) → promise of {language, segments} */
napi_value transcribe(Call &call) {
    const auto slot = call.slot();
    const TranscribeOptions options = get_options(call.env, call.arguments[2]);
    auto samples = std::make_shared<const Samples>(get_samples(call.env, call.arguments[1]));
    auto found = std::make_shared<Transcript>();
    auto job = std::make_shared<Job>();
    job->work = [=](Job &own) {
        *found = slot->model->transcribe(*samples, options, own.stop, [&](int percent) { own.tell_progress(percent); });
    };
    job->result = [=](napi_env env) {
        std::vector<napi_value> segments;
        for (const Segment &segment : found->segments) segments.push_back(to_js(env, segment));
        return new_object(env, {{"language", to_js(env, found->language)}, {"segments", new_array(env, segments)}});
    };
    return call.start(slot, job, call.arguments[3]);
}

/** detectLanguage(handle, samples, threads) → promise of {language, probability} */
napi_value detect_language(Call &call) {
    const auto slot = call.slot();
    const int threads = get_threads(call.env, call.arguments[2]);
    auto samples = std::make_shared<const Samples>(get_samples(call.env, call.arguments[1]));
    auto found = std::make_shared<LanguageGuess>();
    auto job = std::make_shared<Job>();
    job->work = [=](Job &own) { *found = slot->model->detect_language(*samples, threads, own.stop); };
    job->result = [=](napi_env env) {
        return new_object(env, {{"language", to_js(env, found->language)},
                                {"probability", to_js(env, double(found->probability))}});
    };
    return call.start(slot, job);
}

/** abort(handle): what the model is doing ends as `cancelled`. */
napi_value abort_work(Call &call) {
    if (const auto job = call.slot(false)->job) job->stop.store(true);
    return undefined(call.env);
}

/** free(handle) */
napi_value free_model(Call &call) {
    call.slot();
    call.addon.slots.erase(call.handle());
    return undefined(call.env);
}

/** shutdown(): stops all work and waits for its threads, which would not outlive the process's end well. */
napi_value shutdown(Call &call) {
    call.addon.jobs.stop_all();
    return undefined(call.env);
}

napi_property_descriptor method(const char *name, napi_callback callback) {
    return {name, nullptr, callback, nullptr, nullptr, nullptr, napi_enumerable, nullptr};
}

} // namespace

NAPI_MODULE_INIT() {
    try {
        auto *addon = new Addon;
        const auto release = [](napi_env, void *data, void *) { delete static_cast<Addon *>(data); };
        check(env, napi_set_instance_data(env, addon, release, nullptr));
        const napi_property_descriptor methods[] = {
            method("init", guarded<init>),
            method("devices", guarded<devices>),
            method("load", guarded<load>),
            method("transcribe", guarded<transcribe>),
            method("detectLanguage", guarded<detect_language>),
            method("abort", guarded<abort_work>),
            method("free", guarded<free_model>),
            method("shutdown", guarded<shutdown>),
        };
        check(env, napi_define_properties(env, exports, sizeof(methods) / sizeof(methods[0]), methods));
        return exports;
    } catch (const Thrown &) {
    } catch (const std::exception &error) {
        napi_throw_error(env, "thrown", error.what());
    }
    return nullptr;
}
