#pragma once

#include <map>
#include <string>

#include "whisper.h"

/** Makes the CPU back ends of this state ask `should_stop` after every operation of a graph. */
void stop_inside_graphs(whisper_state *state, ggml_abort_callback should_stop, void *data);

const std::map<std::string, whisper_token> &vocabulary_of(const whisper_context *context);
