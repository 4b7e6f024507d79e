#include "model.h"

#include <algorithm>
#include <memory>

#include "inside-whisper.h"
#include "tokens.h"

namespace {

bool is_set(void *stop) { return static_cast<const std::atomic<bool> *>(stop)->load(); }

void check(const std::atomic<bool> &stop) {
    if (stop.load()) throw Failure("cancelled", "Cancelled.");
}

using State = std::unique_ptr<whisper_state, decltype(&whisper_free_state)>;

/** A state per call: none of an earlier call's words or random numbers in it, and its memory is free between calls. */
State new_state(whisper_context *context, const std::atomic<bool> &stop) {
    State state(whisper_init_state(context), whisper_free_state);
    if (!state) throw Failure("failed", "There is not enough memory for a transcription with this model.");
    stop_inside_graphs(state.get(), is_set, const_cast<std::atomic<bool> *>(&stop));
    return state;
}

int64_t in_ms(int64_t centiseconds) { return centiseconds * 10; }

std::vector<Token> read_tokens(whisper_context *context, whisper_state *state, int segment) {
    std::vector<Token> tokens;
    const int count = whisper_full_n_tokens_from_state(state, segment);
    for (int i = 0; i < count; i++) {
        const whisper_token_data data = whisper_full_get_token_data_from_state(state, segment, i);
        if (data.id >= whisper_token_eot(context)) continue;
        tokens.push_back({whisper_token_to_str(context, data.id), in_ms(data.t0), in_ms(data.t1), data.p});
    }
    return tokens;
}

/** Those at the end, where there are more than whisper.cpp makes use of. */
std::vector<whisper_token> prompt_tokens(whisper_context *context, const std::string &prompt) {
    std::vector<whisper_token> tokens = tokens_of(prompt, vocabulary_of(context));
    const size_t room = std::max(1, whisper_n_text_ctx(context) / 2 - 1);
    if (tokens.size() > room) tokens.erase(tokens.begin(), tokens.end() - room);
    return tokens;
}

whisper_full_params parameters(const TranscribeOptions &options, const std::vector<whisper_token> &prompt) {
    const bool beams = options.beam_size > 1;
    whisper_full_params params =
        whisper_full_default_params(beams ? WHISPER_SAMPLING_BEAM_SEARCH : WHISPER_SAMPLING_GREEDY);
    params.n_threads = options.threads;
    params.beam_search.beam_size = options.beam_size;
    // Whether to try again at a higher one is the caller's decision.
    params.temperature = options.temperature;
    params.temperature_inc = 0;
    params.translate = options.translate;
    params.language = options.language.empty() ? "auto" : options.language.c_str();
    params.token_timestamps = true;
    params.print_progress = params.print_realtime = params.print_timestamps = params.print_special = false;
    params.no_context = !options.keep_context;
    if (!options.keep_context) params.n_max_text_ctx = 0;
    if (!prompt.empty()) {
        params.prompt_tokens = prompt.data();
        params.prompt_n_tokens = static_cast<int>(prompt.size());
        params.carry_initial_prompt = true;
        // Room for the prompt and none for earlier words.
        if (!options.keep_context) params.n_max_text_ctx = params.prompt_n_tokens + 1;
    }
    return params;
}

} // namespace

Model::Model(const std::string &path, const LoadOptions &options) {
    whisper_context_params params = whisper_context_default_params();
    params.use_gpu = options.gpu >= 0;
    params.gpu_device = std::max(options.gpu, 0);
    // On a processor the encoder has it anyway: see scripts/lib/whisper-build.mjs.
    params.flash_attn = options.flash_attention && params.use_gpu;
    context = whisper_init_from_file_with_params_no_state(path.c_str(), params);
    if (context == nullptr) throw Failure("damaged", "whisper.cpp could not load the model.");
}

Model::~Model() { whisper_free(context); }

Transcript Model::transcribe(const Samples &samples, const TranscribeOptions &options, const std::atomic<bool> &stop,
                             const Progress &progress) const {
    check(stop);
    if (!options.language.empty() && whisper_lang_id(options.language.c_str()) < 0)
        throw Failure("invalid", "whisper.cpp knows no such language.");
    State state = new_state(context, stop);
    const std::vector<whisper_token> prompt = prompt_tokens(context, options.prompt);
    whisper_full_params params = parameters(options, prompt);
    params.abort_callback = is_set;
    params.abort_callback_user_data = const_cast<std::atomic<bool> *>(&stop);
    params.progress_callback = [](whisper_context *, whisper_state *, int percent, void *data) {
        (*static_cast<const Progress *>(data))(percent);
    };
    params.progress_callback_user_data = const_cast<Progress *>(&progress);

    const int status =
        whisper_full_with_state(context, state.get(), params, samples.data(), static_cast<int>(samples.size()));
    // At this one status whisper.cpp has freed the state itself.
    if (status == -7) state.release();
    check(stop);
    if (status != 0) throw Failure("failed", "whisper.cpp gave up with status " + std::to_string(status) + ".");

    Transcript transcript{whisper_lang_str(whisper_full_lang_id_from_state(state.get())), {}};
    const int count = whisper_full_n_segments_from_state(state.get());
    for (int i = 0; i < count; i++) {
        transcript.segments.push_back({in_ms(whisper_full_get_segment_t0_from_state(state.get(), i)),
                                       in_ms(whisper_full_get_segment_t1_from_state(state.get(), i)),
                                       whisper_full_get_segment_no_speech_prob_from_state(state.get(), i),
                                       read_tokens(context, state.get(), i)});
    }
    return transcript;
}

LanguageGuess Model::detect_language(const Samples &samples, int threads, const std::atomic<bool> &stop) const {
    check(stop);
    State state = new_state(context, stop);
    std::vector<float> probabilities(whisper_lang_max_id() + 1, 0.0f);
    int language = -1;
    if (whisper_pcm_to_mel_with_state(context, state.get(), samples.data(), static_cast<int>(samples.size()), threads) == 0)
        language = whisper_lang_auto_detect_with_state(context, state.get(), 0, threads, probabilities.data());
    check(stop);
    if (language < 0) throw Failure("failed", "whisper.cpp could not detect the language.");
    return {whisper_lang_str(language), probabilities[language]};
}
