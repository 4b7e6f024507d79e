// Our operations against the same sums in double precision. `FOLDER`: of ggml's libraries. Prints a line for each case:
// the kernels, the operation, its sizes, the largest error as a part of the largest value.
#include "on-processor.cpp"

#include <cmath>
#include <cstdio>
#include <random>
#include <string>
#include <vector>

#include "ggml-alloc.h"
#include "ggml-cpu.h"

using Numbers = std::vector<double>;

static std::mt19937 generator(7);

struct Case {
    ggml_context *inputs = ggml_init({1 << 20, nullptr, true});
    ggml_context *graph = ggml_init({1 << 20, nullptr, true});
    ggml_backend_t backend = ggml_backend_init_by_type(GGML_BACKEND_DEVICE_TYPE_CPU, nullptr);
    ggml_backend_buffer_t given = nullptr, made = nullptr;

    void allocate() { given = ggml_backend_alloc_ctx_tensors(inputs, backend); }

    Numbers fill(ggml_tensor *tensor, float width) {
        std::uniform_real_distribution<float> random(-width, width);
        const int64_t count = ggml_nelements(tensor);
        std::vector<float> floats(count);
        for (float &value : floats) value = ggml_fp16_to_fp32(ggml_fp32_to_fp16(random(generator)));
        if (tensor->type == GGML_TYPE_F32) {
            ggml_backend_tensor_set(tensor, floats.data(), 0, count * sizeof(float));
        } else {
            std::vector<ggml_fp16_t> halves(count);
            ggml_fp32_to_fp16_row(floats.data(), halves.data(), count);
            ggml_backend_tensor_set(tensor, halves.data(), 0, count * sizeof(ggml_fp16_t));
        }
        return Numbers(floats.begin(), floats.end());
    }

    std::vector<float> compute(ggml_tensor *result, int threads) {
        ggml_cgraph *steps = ggml_new_graph(graph);
        ggml_build_forward_expand(steps, result);
        made = ggml_backend_alloc_ctx_tensors(graph, backend);
        auto *reg = ggml_backend_dev_backend_reg(ggml_backend_get_device(backend));
        auto *set_threads = reinterpret_cast<ggml_backend_set_n_threads_t>(
            ggml_backend_reg_get_proc_address(reg, "ggml_backend_set_n_threads"));
        set_threads(backend, threads);
        ggml_backend_graph_compute(backend, steps);
        std::vector<float> out(ggml_nelements(result));
        ggml_backend_tensor_get(result, out.data(), 0, out.size() * sizeof(float));
        return out;
    }

    ~Case() {
        ggml_backend_buffer_free(given);
        ggml_backend_buffer_free(made);
        ggml_backend_free(backend);
        ggml_free(inputs);
        ggml_free(graph);
    }
};

static const char *set_name() { return kernels == &wide ? "avx512" : kernels == &narrow ? "avx2" : "none"; }

static std::string name(const std::vector<int64_t> &sizes, int threads) {
    std::string text;
    for (int64_t size : sizes) text += (text.empty() ? "" : "x") + std::to_string(size);
    return text + "/" + std::to_string(threads);
}

static void tell(const char *operation, const std::string &sizes, bool is_ours, const std::vector<float> &got,
                 const Numbers &wanted) {
    double error = 0, largest = 0;
    for (size_t i = 0; i < wanted.size(); i++) {
        // A number that is none must not pass.
        const double distance = std::isfinite(got[i]) ? std::fabs(got[i] - wanted[i]) : HUGE_VAL;
        error = std::max(error, distance);
        largest = std::max(largest, std::fabs(wanted[i]));
    }
    printf("%s %s %s %s %g\n", set_name(), operation, sizes.c_str(), is_ours ? "ours" : "ggml", error / largest);
}

static void test_product(int64_t count, int64_t columns, int64_t depth, int threads) {
    Case test;
    ggml_tensor *weights = ggml_new_tensor_2d(test.inputs, GGML_TYPE_F16, depth, columns);
    ggml_tensor *rows = ggml_new_tensor_2d(test.inputs, GGML_TYPE_F32, depth, count);
    test.allocate();
    const Numbers w = test.fill(weights, 1), r = test.fill(rows, 1);
    ggml_tensor *result = multiply_matrices(test.graph, weights, rows);
    Numbers wanted(count * columns);
    for (int64_t i = 0; i < count; i++)
        for (int64_t j = 0; j < columns; j++)
            for (int64_t k = 0; k < depth; k++) wanted[i * columns + j] += r[i * depth + k] * w[j * depth + k];
    const bool is_ours = result->op == GGML_OP_CUSTOM;
    tell("product", name({count, columns, depth}, threads), is_ours, test.compute(result, threads), wanted);
}

static void test_attention(int64_t count, int64_t heads, float width, int threads) {
    Case test;
    const int64_t padded = (count + 255) / 256 * 256, state = heads * HEAD;
    ggml_tensor *queries = ggml_new_tensor_2d(test.inputs, GGML_TYPE_F32, state, count);
    ggml_tensor *keys = ggml_new_tensor_2d(test.inputs, GGML_TYPE_F16, state, padded);
    ggml_tensor *values = ggml_new_tensor_2d(test.inputs, GGML_TYPE_F16, state, padded);
    test.allocate();
    const Numbers q = test.fill(queries, width), k = test.fill(keys, width), v = test.fill(values, 1);
    const auto headed = [&](ggml_tensor *tensor, int64_t rows) {
        return ggml_view_3d(test.graph, tensor, HEAD, rows, heads, tensor->nb[1], HEAD * ggml_element_size(tensor), 0);
    };
    ggml_tensor *result = attend(test.graph, headed(queries, count), headed(keys, padded), headed(values, padded),
                                 nullptr, SCALE, 0, 0);
    Numbers wanted(count * state), scores(count);
    for (int64_t head = 0; head < heads; head++) {
        for (int64_t i = 0; i < count; i++) {
            double top = -HUGE_VAL, sum = 0;
            for (int64_t j = 0; j < count; j++) {
                scores[j] = 0;
                for (int64_t d = head * HEAD; d < (head + 1) * HEAD; d++)
                    scores[j] += q[i * state + d] * k[j * state + d];
                scores[j] *= SCALE;
                top = std::max(top, scores[j]);
            }
            for (double &score : scores) sum += score = std::exp(score - top);
            for (int64_t j = 0; j < count; j++)
                for (int64_t d = head * HEAD; d < (head + 1) * HEAD; d++)
                    wanted[i * state + d] += scores[j] / sum * v[j * state + d];
        }
    }
    const bool is_ours = result->op == GGML_OP_CUSTOM;
    tell("attention", name({count, heads}, threads), is_ours, test.compute(result, threads), wanted);
}

static void test_gelu(int64_t columns, int64_t rows, float width, int threads) {
    Case test;
    ggml_tensor *values = ggml_new_tensor_2d(test.inputs, GGML_TYPE_F32, columns, rows);
    test.allocate();
    Numbers wanted = test.fill(values, width);
    for (double &x : wanted) x = 0.5 * x * (1 + std::tanh(std::sqrt(2 / M_PI) * (x + 0.044715 * x * x * x)));
    ggml_tensor *result = gelu(test.graph, values);
    const bool is_ours = result->op == GGML_OP_MAP_CUSTOM1;
    tell("gelu", name({columns, rows}, threads), is_ours, test.compute(result, threads), wanted);
}

static void test_convolution(int64_t time, int64_t in, int64_t out, int stride, int threads) {
    Case test;
    constexpr int64_t WIDTH = 3;
    ggml_tensor *kernel = ggml_new_tensor_3d(test.inputs, GGML_TYPE_F16, WIDTH, in, out);
    ggml_tensor *signal = ggml_new_tensor_2d(test.inputs, GGML_TYPE_F32, time, in);
    test.allocate();
    const Numbers w = test.fill(kernel, 1), s = test.fill(signal, 1);
    ggml_tensor *result = convolve(test.graph, kernel, signal, stride, 1);
    const int64_t steps = (time - 1) / stride + 1;
    Numbers wanted(steps * out);
    for (int64_t o = 0; o < out; o++)
        for (int64_t t = 0; t < steps; t++)
            for (int64_t i = 0; i < in; i++)
                for (int64_t x = 0; x < WIDTH; x++) {
                    const int64_t at = t * stride + x - WIDTH / 2;
                    if (at >= 0 && at < time) wanted[o * steps + t] += w[(o * in + i) * WIDTH + x] * s[i * time + at];
                }
    const bool is_ours = result->op == GGML_OP_CONT;
    tell("convolution", name({time, in, out}, threads), is_ours, test.compute(result, threads), wanted);
}

static void test_all() {
    for (int threads : {1, 3}) {
        test_product(64, 32, 8, threads);
        test_product(77, 96, 240, threads);
        test_product(131, 64, 1152, threads);
        test_product(1500, 384, 384, threads);
        test_attention(64, 1, 1, threads);
        test_attention(100, 3, 1, threads);
        test_attention(333, 6, 8, threads);
        test_gelu(32, 64, 3, threads);
        test_gelu(3000, 384, 30, threads);
        test_convolution(128, 80, 64, 1, threads);
        test_convolution(255, 64, 96, 2, threads);
    }
    // Not for us.
    test_product(63, 64, 64, 1);
    test_product(100, 40, 64, 1);
    test_product(100, 64, 36, 1);
    test_gelu(3, 65, 1, 1);
    test_attention(63, 2, 1, 1);
}

int main(int, char **arguments) {
    ggml_backend_load_all_from_path(arguments[1]);
    const Kernels *best = kernels;
    if (best == &wide) test_all();
    kernels = &narrow;
    if (best != nullptr) test_all();
    kernels = nullptr;
    test_attention(100, 3, 1, 1);
    test_attention(333, 6, 8, 3);
}
