#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

using Vocabulary = std::map<std::string, int32_t>;

/**
 * The tokens that whisper_tokenize finds. That one tries every length of a word, and takes a whole line of a script
 * without spaces for one: seconds, for a few thousand characters.
 */
std::vector<int32_t> tokens_of(const std::string &text, const Vocabulary &vocabulary);
