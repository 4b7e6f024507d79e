// Compiled once for each set of instructions (TARGET), with its LANES and TILE_ROWS: see on-processor.cpp.

constexpr int TILE_COLUMNS = 2 * LANES;

typedef float Vector __attribute__((vector_size(4 * LANES), aligned(4)));
typedef int Integers __attribute__((vector_size(4 * LANES), aligned(4)));

TARGET inline Vector &vector_at(float *floats) { return *reinterpret_cast<Vector *>(floats); }

TARGET inline void widen(const ggml_fp16_t *eight, float *floats) {
    _mm256_storeu_ps(floats, _mm256_cvtph_ps(_mm_loadu_si128(reinterpret_cast<const __m128i *>(eight))));
}

/** TILE_COLUMNS rows, turned: the panel has what was a column of them side by side. */
TARGET inline void turn(Matrix<const ggml_fp16_t> rows, int64_t depth, float *panel) {
    for (int row = 0; row < TILE_COLUMNS; row++) {
        for (int64_t k = 0; k < depth; k += 8) {
            float eight[8];
            widen(rows[row] + k, eight);
            for (int i = 0; i < 8; i++) panel[(k + i) * TILE_COLUMNS + row] = eight[i];
        }
    }
}

template <int ROWS>
TARGET inline void multiply_tile(Matrix<const float> rows, const float *panel, int64_t depth, Matrix<float> out) {
    Vector left[ROWS]{}, right[ROWS]{};
    for (int64_t k = 0; k < depth; k++, panel += TILE_COLUMNS) {
        const Vector *weights = reinterpret_cast<const Vector *>(panel);
        for (int row = 0; row < ROWS; row++) {
            left[row] += rows[row][k] * weights[0];
            right[row] += rows[row][k] * weights[1];
        }
    }
    for (int row = 0; row < ROWS; row++) {
        vector_at(out[row]) = left[row];
        vector_at(out[row] + LANES) = right[row];
    }
}

/** Tiles go down a panel of columns, then on to the next panel. */
TARGET void multiply(ggml_tensor *result, int thread, int threads, void *) {
    const auto weights = matrix<const ggml_fp16_t>(result->src[0]);
    const auto rows = matrix<const float>(result->src[1]);
    const auto out = matrix<float>(result);
    const int64_t depth = result->src[0]->ne[0], count = result->ne[1], down = divide_up(count, TILE_ROWS);
    const Share share(down * (result->ne[0] / TILE_COLUMNS), thread, threads);
    const Floats panel = new_floats(depth * TILE_COLUMNS);
    for (int64_t tile = share.first; tile < share.last; tile++) {
        const int64_t column = tile / down * TILE_COLUMNS, row = tile % down * TILE_ROWS;
        if (tile == share.first || row == 0) turn({weights[column], weights.stride}, depth, panel.get());
        const auto place = [&](int64_t at) { return Matrix<float>{out[at] + column, out.stride}; };
        if (row + TILE_ROWS <= count) {
            multiply_tile<TILE_ROWS>({rows[row], rows.stride}, panel.get(), depth, place(row));
        } else {
            for (int64_t one = row; one < count; one++)
                multiply_tile<1>({rows[one], rows.stride}, panel.get(), depth, place(one));
        }
    }
}

TARGET inline Vector clamp(Vector x, float low, float high) {
    const Vector least = low - Vector{}, most = high - Vector{};
    x = x < least ? least : x;
    return x > most ? most : x;
}

/** Within three units in the last place. */
TARGET inline Vector exponential(Vector x) {
    constexpr float ROUNDER = 12582912.0f, LOG2_E = 1.44269504f, LN2_HIGH = 0.693145752f, LN2_LOW = 1.42860677e-6f;
    x = clamp(x, -87.0f, 87.0f);
    const Vector shifted = x * LOG2_E + ROUNDER;
    const Vector whole = shifted - ROUNDER;
    const Vector r = x - whole * LN2_HIGH - whole * LN2_LOW;
    Vector power = r * (1 / 720.0f) + 1 / 120.0f;
    power = power * r + 1 / 24.0f;
    power = power * r + 1 / 6.0f;
    power = power * r + 0.5f;
    power = power * r + 1.0f;
    power = power * r + 1.0f;
    return power * reinterpret_cast<Vector>((reinterpret_cast<Integers>(shifted) << 23) + 0x3f800000);
}

/** By way of tanh, as ggml does it. */
TARGET void gelu(ggml_tensor *result, const ggml_tensor *, int thread, int threads, void *) {
    const int64_t count = ggml_nelements(result);
    const Share share(divide_up(count, LANES), thread, threads);
    float *values = static_cast<float *>(result->data);
    for (int64_t at = share.first * LANES; at < share.last * LANES; at += LANES) {
        Vector &x = vector_at(values + at);
        x = x / (1.0f + exponential(-1.5957691216f * x * (1.0f + 0.044715f * x * x)));
    }
}

/** In place, of scores times SCALE. What lies behind `count` up to the end of its last tile has no part in it. */
TARGET inline void softmax(float *scores, int64_t count) {
    const int64_t padded = divide_up(count, TILE_COLUMNS) * TILE_COLUMNS;
    for (int64_t at = count; at < padded; at++) scores[at] = -1e30f;
    Vector highest = vector_at(scores), sum{};
    for (int64_t at = LANES; at < padded; at += LANES) {
        const Vector x = vector_at(scores + at);
        highest = x > highest ? x : highest;
    }
    float top = highest[0];
    for (int lane = 1; lane < LANES; lane++) top = highest[lane] > top ? highest[lane] : top;
    for (int64_t at = 0; at < padded; at += LANES) {
        Vector &x = vector_at(scores + at);
        x = exponential((x - top) * SCALE);
        sum += x;
    }
    float total = 0;
    for (int lane = 0; lane < LANES; lane++) total += sum[lane];
    for (int64_t at = 0; at < padded; at += LANES) vector_at(scores + at) *= 1 / total;
}

/** One head's keys and values as floats, in panels, and room for the scores of one tile of queries. */
struct Panels {
    int64_t count, padded;
    Floats keys, values, scores;
    TARGET explicit Panels(int64_t count)
        : count(count), padded(divide_up(count, TILE_COLUMNS) * TILE_COLUMNS), keys(new_floats(padded * HEAD)),
          values(new_floats(count * HEAD)), scores(new_floats(padded * TILE_ROWS)) {}

    TARGET void fill(Matrix<const ggml_fp16_t> from_keys, Matrix<const ggml_fp16_t> from_values) {
        for (int64_t key = 0; key < padded; key += TILE_COLUMNS)
            turn({from_keys[key], from_keys.stride}, HEAD, keys.get() + key * HEAD);
        for (int64_t key = 0; key < count; key++)
            for (int column = 0; column < HEAD; column += 8)
                widen(from_values[key] + column, values_of(column) + key * TILE_COLUMNS + column % TILE_COLUMNS);
    }
    float *values_of(int column) const { return values.get() + column / TILE_COLUMNS * count * TILE_COLUMNS; }
};

template <int ROWS>
TARGET inline void attend_tile(const Panels &panels, Matrix<const float> queries, Matrix<float> out) {
    float *scores = panels.scores.get();
    for (int64_t key = 0; key < panels.padded; key += TILE_COLUMNS)
        multiply_tile<ROWS>(queries, panels.keys.get() + key * HEAD, HEAD, {scores + key, panels.padded});
    for (int row = 0; row < ROWS; row++) softmax(scores + row * panels.padded, panels.count);
    for (int column = 0; column < HEAD; column += TILE_COLUMNS)
        multiply_tile<ROWS>({scores, panels.padded}, panels.values_of(column), panels.count,
                            {out.data + column, out.stride});
}

/** Tiles of queries, head by head. */
TARGET void attend(ggml_tensor *result, int thread, int threads, void *) {
    const ggml_tensor *queries = result->src[0], *keys = result->src[1], *values = result->src[2];
    const int64_t count = queries->ne[1], down = divide_up(count, TILE_ROWS), heads = queries->ne[2];
    const Share share(down * heads, thread, threads);
    Panels panels(count);
    for (int64_t tile = share.first; tile < share.last; tile++) {
        const int64_t head = tile / down, row = tile % down * TILE_ROWS;
        if (tile == share.first || row == 0)
            panels.fill(matrix<const ggml_fp16_t>(keys, head), matrix<const ggml_fp16_t>(values, head));
        const auto rows = matrix<const float>(queries, head);
        const Matrix<float> out{static_cast<float *>(result->data) + head * HEAD, heads * HEAD};
        if (row + TILE_ROWS <= count) {
            attend_tile<TILE_ROWS>(panels, {rows[row], rows.stride}, {out[row], out.stride});
        } else {
            for (int64_t one = row; one < count; one++)
                attend_tile<1>(panels, {rows[one], rows.stride}, {out[one], out.stride});
        }
    }
}
