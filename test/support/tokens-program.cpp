// Compares our tokens with whisper.cpp's, for texts and vocabularies made at random. Writes how many there were, and
// fails at the first that differs.
#include <cstdio>
#include <random>

#include "whisper.cpp"

#include "tokens.cpp"

static std::mt19937 dice(20261122);

static int below(int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(dice); }

static std::string text_of(const std::vector<std::string> &pieces, int count) {
    std::string text;
    while (count-- > 0) text += pieces[below(int(pieces.size()))];
    return text;
}

int main() {
    whisper_log_set([](ggml_log_level, const char *, void *) {}, nullptr);
    const std::vector<std::string> pieces{
        "a",  "b",  "an",  "na",  "Anna", "s",  "t",  "re",  "ll", "'",  "'s", " ",  "  ", "\n", "\t", "\r", "\v", ",",
        ".",  "-",  "0",   "17",  "_",    "[_", "é",  "ß",   "王", "小", "明", "、", "ก",  "ท์",  "😀", "\xff", "\x80", "\xa0"};
    long long compared = 0;
    for (int round = 0; round < 200; round++) {
        whisper_vocab vocabulary;
        for (int id = below(400); id >= 0; id--) {
            std::string token = text_of(pieces, 1 + below(4));
            if (below(3) == 0) token.resize(below(int(token.size()) + 1));
            vocabulary.token_to_id[token] = id;
        }
        for (int i = 0; i < 100; i++) {
            const std::string text = text_of(pieces, below(40));
            const auto expected = tokenize(vocabulary, text);
            if (tokens_of(text, vocabulary.token_to_id) != expected) {
                std::fprintf(stderr, "differs: %s\n", text.c_str());
                return 1;
            }
            compared += static_cast<long long>(expected.size());
        }
    }
    std::printf("%lld\n", compared);
}
