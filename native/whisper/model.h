#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

struct whisper_context;

/** What went wrong, for the person's log, and a code for our own callers. */
struct Failure : std::runtime_error {
    const char *code;
    Failure(const char *code, const std::string &message) : std::runtime_error(message), code(code) {}
};

struct Device {
    std::string name, description, type;
    double memory_bytes, free_bytes;
    /** On the PCI bus; empty where it has none, or its backend doesn't tell. */
    std::string address;
};

struct LoadOptions {
    /** Counted among the GPUs; -1: the CPU. */
    int gpu = -1;
    bool flash_attention = true;
};

struct TranscribeOptions {
    /** Empty: detect it. */
    std::string language, prompt;
    bool translate = false;
    /** Whether each window of 30 s is told the words of the one before it. */
    bool keep_context = false;
    int threads = 1, beam_size = 1;
    float temperature = 0;
};

struct Token {
    /** May hold a part of a UTF-8 character: the rest is in the next token. */
    std::string bytes;
    int64_t start_ms, end_ms;
    float probability;
};

struct Segment {
    int64_t start_ms, end_ms;
    float no_speech_probability;
    std::vector<Token> tokens;
};

struct Transcript {
    std::string language;
    std::vector<Segment> segments;
};

struct LanguageGuess {
    std::string language;
    float probability;
};

using Progress = std::function<void(int)>;
using Samples = std::vector<float>;

/** Loads ggml's back ends once per process: the best CPU variant in `folder`, and each of the libraries that loads. */
void load_backends(const std::string &folder, const std::vector<std::string> &libraries);
std::vector<Device> list_devices();

/** A loaded model. One call at a time; who calls sees to that. */
class Model {
public:
    Model(const std::string &path, const LoadOptions &options);
    ~Model();
    Model(const Model &) = delete;
    Model &operator=(const Model &) = delete;

    Transcript transcribe(const Samples &samples, const TranscribeOptions &options, const std::atomic<bool> &stop,
                          const Progress &progress) const;
    LanguageGuess detect_language(const Samples &samples, int threads, const std::atomic<bool> &stop) const;

private:
    whisper_context *context;
};
