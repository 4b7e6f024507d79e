#pragma once

#include "ggml.h"

/**
 * As ggml's operations of like names, in our own way where that is faster: in the encoder, with weights of 16 bits,
 * on a processor of the x86-64 family that has AVX2 or AVX-512. Everything else goes on to ggml.
 */
ggml_tensor *multiply_matrices(ggml_context *context, ggml_tensor *weights, ggml_tensor *rows);
ggml_tensor *convolve(ggml_context *context, ggml_tensor *kernel, ggml_tensor *signal, int stride, int dilation);
ggml_tensor *gelu(ggml_context *context, ggml_tensor *values);
/** Without a mask it is the encoder's: there are as many keys as queries, and what follows them only fills up. */
ggml_tensor *attend(ggml_context *context, ggml_tensor *queries, ggml_tensor *keys, ggml_tensor *values,
                    ggml_tensor *mask, float scale, float max_bias, float softcap);
