// What whisper.cpp has and whisper.h does not offer, so its source is a part of this one. whisper.h asks its abort
// callback between graphs only, and one graph of a large model takes a minute on a CPU.
#include "on-processor.h"

#define ggml_mul_mat multiply_matrices
#define ggml_conv_1d_ph convolve
#define ggml_flash_attn_ext attend
#define ggml_gelu gelu
#include "whisper.cpp"

#include "inside-whisper.h"

void stop_inside_graphs(whisper_state *state, ggml_abort_callback should_stop, void *data) {
    for (ggml_backend_t backend : state->backends) {
        ggml_backend_dev_t device = ggml_backend_get_device(backend);
        if (device == nullptr) continue;
        auto *set = reinterpret_cast<ggml_backend_set_abort_callback_t>(ggml_backend_reg_get_proc_address(
            ggml_backend_dev_backend_reg(device), "ggml_backend_set_abort_callback"));
        if (set != nullptr) set(backend, should_stop, data);
    }
}

const std::map<std::string, whisper_token> &vocabulary_of(const whisper_context *context) {
    return context->vocab.token_to_id;
}
