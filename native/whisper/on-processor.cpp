#include "on-processor.h"

#include "ggml-backend.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include <memory>
#include <new>

namespace {

constexpr std::align_val_t CACHE_LINE{64};

struct FreeFloats {
    void operator()(float *floats) const { ::operator delete(floats, CACHE_LINE); }
};
using Floats = std::unique_ptr<float, FreeFloats>;

Floats new_floats(int64_t count) {
    return Floats(static_cast<float *>(::operator new(count * sizeof(float), CACHE_LINE)));
}

/** A matrix; its rows lie `stride` elements apart. */
template <typename T> struct Matrix {
    T *data;
    int64_t stride;
    T *operator[](int64_t row) const { return data + row * stride; }
};

template <typename T> Matrix<T> matrix(const ggml_tensor *tensor, int64_t plane = 0) {
    char *data = static_cast<char *>(tensor->data) + plane * tensor->nb[2];
    return {reinterpret_cast<T *>(data), static_cast<int64_t>(tensor->nb[1] / sizeof(T))};
}

/** One thread's share of so many pieces, from the first to before the last. */
struct Share {
    int64_t first, last;
    Share(int64_t pieces, int thread, int threads)
        : first(pieces * thread / threads), last(pieces * (thread + 1) / threads) {}
};

int64_t divide_up(int64_t whole, int64_t piece) { return (whole + piece - 1) / piece; }

/** Whisper's heads have one size. */
constexpr int HEAD = 64;
constexpr float SCALE = 0.125f;

struct Kernels {
    int tile_columns;
    ggml_custom_op_t multiply, attend;
    ggml_custom1_op_t gelu;
};

#if defined(__x86_64__)

namespace avx512 {
#define TARGET __attribute__((target("avx512f,f16c")))
constexpr int LANES = 16, TILE_ROWS = 12;
#include "on-processor-kernels.h"
#undef TARGET
} // namespace avx512

namespace avx2 {
#define TARGET __attribute__((target("avx2,fma,f16c")))
constexpr int LANES = 8, TILE_ROWS = 6;
#include "on-processor-kernels.h"
#undef TARGET
} // namespace avx2

const Kernels wide{avx512::TILE_COLUMNS, avx512::multiply, avx512::attend, avx512::gelu};
const Kernels narrow{avx2::TILE_COLUMNS, avx2::multiply, avx2::attend, avx2::gelu};

const Kernels *choose_kernels() {
    // With either comes F16C, which not every compiler can ask for.
    if (__builtin_cpu_supports("avx512f")) return &wide;
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? &narrow : nullptr;
}

#else

const Kernels *choose_kernels() { return nullptr; }

#endif

const Kernels *kernels = choose_kernels();

/** With fewer, the turning of the weights costs more than it gains; the encoder has hundreds. */
constexpr int64_t LEAST_ROWS = 64;

bool lies_with_processor(const ggml_tensor *tensor) {
    const ggml_tensor *owner = tensor->view_src ? tensor->view_src : tensor;
    return owner->buffer != nullptr &&
           ggml_backend_buffer_get_type(owner->buffer) == ggml_backend_cpu_buffer_type();
}

ggml_tensor *first_rows(ggml_context *context, ggml_tensor *tensor, int64_t count) {
    return ggml_view_3d(context, tensor, tensor->ne[0], count, tensor->ne[2], tensor->nb[1], tensor->nb[2], 0);
}

bool is_matrix(const ggml_tensor *tensor, ggml_type type) {
    return tensor->type == type && ggml_is_matrix(tensor) && ggml_is_contiguous(tensor);
}

bool are_heads(const ggml_tensor *tensor, ggml_type type) {
    return tensor->type == type && tensor->ne[0] == HEAD && tensor->ne[3] == 1 && tensor->nb[0] == ggml_type_size(type);
}

} // namespace

ggml_tensor *multiply_matrices(ggml_context *context, ggml_tensor *weights, ggml_tensor *rows) {
    const bool is_ours = kernels && lies_with_processor(weights) && is_matrix(weights, GGML_TYPE_F16) &&
                         is_matrix(rows, GGML_TYPE_F32) && rows->ne[1] >= LEAST_ROWS && weights->ne[0] % 8 == 0 &&
                         weights->ne[1] % kernels->tile_columns == 0;
    if (!is_ours) return ggml_mul_mat(context, weights, rows);
    ggml_tensor *sources[] = {weights, rows};
    return ggml_custom_4d(context, GGML_TYPE_F32, weights->ne[1], rows->ne[1], 1, 1, sources, 2, kernels->multiply,
                          GGML_N_TASKS_MAX, nullptr);
}

ggml_tensor *convolve(ggml_context *context, ggml_tensor *kernel, ggml_tensor *signal, int stride, int dilation) {
    if (!kernels || !lies_with_processor(kernel))
        return ggml_conv_1d_ph(context, kernel, signal, stride, dilation);
    const int padding = static_cast<int>(kernel->ne[0]) / 2;
    ggml_tensor *windows =
        ggml_im2col(context, kernel, signal, stride, 0, padding, 0, dilation, 0, false, GGML_TYPE_F32);
    ggml_tensor *weights = ggml_reshape_2d(context, kernel, kernel->ne[0] * kernel->ne[1], kernel->ne[2]);
    return ggml_cont(context, ggml_transpose(context, multiply_matrices(context, weights, windows)));
}

ggml_tensor *attend(ggml_context *context, ggml_tensor *queries, ggml_tensor *keys, ggml_tensor *values,
                    ggml_tensor *mask, float scale, float max_bias, float softcap) {
    const int64_t count = queries->ne[1];
    const bool is_encoder = mask == nullptr && scale == SCALE && lies_with_processor(keys) &&
                            keys->ne[1] >= count && values->ne[1] == keys->ne[1];
    const bool is_ours = kernels && is_encoder && are_heads(queries, GGML_TYPE_F32) && are_heads(keys, GGML_TYPE_F16) &&
                         are_heads(values, GGML_TYPE_F16) && count >= LEAST_ROWS &&
                         keys->ne[1] % kernels->tile_columns == 0;
    if (is_ours) {
        ggml_tensor *sources[] = {queries, keys, values};
        return ggml_custom_4d(context, GGML_TYPE_F32, HEAD, queries->ne[2], count, 1, sources, 3, kernels->attend,
                              GGML_N_TASKS_MAX, nullptr);
    }
    if (is_encoder) {
        keys = first_rows(context, keys, count);
        values = first_rows(context, values, count);
    }
    return ggml_flash_attn_ext(context, queries, keys, values, mask, scale, max_bias, softcap);
}

ggml_tensor *gelu(ggml_context *context, ggml_tensor *values) {
    const bool is_ours = kernels && is_matrix(values, GGML_TYPE_F32) && values->ne[1] >= LEAST_ROWS &&
                         ggml_nelements(values) % kernels->tile_columns == 0;
    if (!is_ours) return ggml_gelu(context, values);
    return ggml_map_custom1_inplace(context, values, kernels->gelu, GGML_N_TASKS_MAX, nullptr);
}
