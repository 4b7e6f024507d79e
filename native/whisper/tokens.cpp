#include "tokens.h"

#include <algorithm>

namespace {

enum class Kind { space, letter, digit, other };

/** Of a byte: those of any other script are of one kind. */
Kind kind_of(char byte) {
    if (byte == ' ' || (byte >= '\t' && byte <= '\r')) return Kind::space;
    if ((byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z')) return Kind::letter;
    if (byte >= '0' && byte <= '9') return Kind::digit;
    return Kind::other;
}

size_t end_of_run(const std::string &text, size_t from) {
    const Kind kind = kind_of(text[from]);
    while (from < text.size() && kind_of(text[from]) == kind) from++;
    return from;
}

/** A word as GPT-2 has them: bytes of one kind and one space before them, or what stands behind an apostrophe. */
size_t end_of_word(const std::string &text, size_t from) {
    for (const std::string ending : {"'s", "'t", "'re", "'ve", "'m", "'ll", "'d"})
        if (text.compare(from, ending.size(), ending) == 0) return from + ending.size();
    const size_t end = end_of_run(text, from);
    if (kind_of(text[from]) != Kind::space || end == text.size()) return end;
    if (end - from > 1) return end - 1;
    return text[from] == ' ' ? end_of_run(text, end) : end;
}

/** The longest that `text` begins with. */
Vocabulary::const_iterator longest(const Vocabulary &vocabulary, std::string text) {
    while (!text.empty()) {
        const auto next = vocabulary.upper_bound(text);
        if (next == vocabulary.begin()) break;
        // What `text` begins with is in order before it, and what is longer comes later.
        const auto nearest = std::prev(next);
        const std::string &token = nearest->first;
        const size_t limit = std::min(token.size(), text.size());
        const size_t shared = std::mismatch(token.begin(), token.begin() + limit, text.begin()).first - token.begin();
        if (shared > 0 && shared == token.size()) return nearest;
        text.resize(shared);
    }
    return vocabulary.end();
}

} // namespace

std::vector<int32_t> tokens_of(const std::string &text, const Vocabulary &vocabulary) {
    std::vector<int32_t> tokens;
    for (size_t at = 0, end = 0; at < text.size();) {
        if (at == end) end = end_of_word(text, at);
        const auto found = longest(vocabulary, text.substr(at, end - at));
        if (found == vocabulary.end()) {
            at++;
            continue;
        }
        tokens.push_back(found->second);
        at += found->first.size();
    }
    return tokens;
}
