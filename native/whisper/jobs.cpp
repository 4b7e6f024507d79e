#include "jobs.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>

#include "model.h"
#include "values.h"

namespace {

/** What a thread says besides how far it is. */
constexpr int ended = -1;

struct Link {
    Jobs *jobs;
    std::shared_ptr<Job> job;
};

} // namespace

void Job::tell_progress(int percent) {
    percent = std::clamp(percent, 0, 100);
    if (percent <= last_percent) return;
    last_percent = percent;
    tell(percent);
}

/** From the thread, which lets go of the channel with its last message, or when Node says that JavaScript is going away. */
void Job::tell(int message) {
    const std::lock_guard guard(channel_lock);
    if (channel == nullptr) return;
    auto *own = new int(message);
    if (napi_call_threadsafe_function(channel, own, napi_tsfn_blocking) == napi_ok) {
        if (message != ended) return;
        napi_release_threadsafe_function(channel, napi_tsfn_release);
    } else delete own;
    channel = nullptr;
}

void Jobs::run(const std::shared_ptr<Job> &job) {
    try {
        job->work(*job);
    } catch (const Failure &failure) {
        job->failure_code = failure.code;
        job->failure = failure.what();
    } catch (const std::bad_alloc &) {
        job->failure_code = "failed";
        job->failure = "There is not enough memory.";
    } catch (const std::exception &error) {
        job->failure_code = "thrown";
        job->failure = error.what();
    } catch (...) {
        job->failure_code = "failed";
        job->failure = "Something unknown was thrown.";
    }
    job->tell(ended);
    job->last.set_value();
}

napi_value Jobs::start(napi_env env, std::shared_ptr<Job> job, napi_value on_progress) {
    napi_value promise;
    check(env, napi_create_promise(env, &job->deferred, &promise));
    auto *link = new Link{this, job};
    const auto forget = [](napi_env, void *data, void *) {
        const std::unique_ptr<Link> own(static_cast<Link *>(data));
        const std::lock_guard guard(own->job->channel_lock);
        own->job->channel = nullptr;
    };
    const napi_status status =
        napi_create_threadsafe_function(env, on_progress, nullptr, to_js(env, std::string("meetmemo-whisper")), 0, 1,
                                        link, forget, link, hear, &job->channel);
    if (status != napi_ok) delete link;
    check(env, status);
    try {
        job->thread = std::thread(run, job);
    } catch (...) {
        napi_release_threadsafe_function(job->channel, napi_tsfn_abort);
        throw;
    }
    running.insert(job);
    return promise;
}

/** In JavaScript's thread. Without an environment JavaScript is going away, and ~Jobs does the rest. */
void Jobs::hear(napi_env env, napi_value on_progress, void *context, void *data) {
    const std::unique_ptr<int> message(static_cast<int *>(data));
    if (env == nullptr) return;
    auto *link = static_cast<Link *>(context);
    try {
        if (*message == ended) {
            const std::shared_ptr<Job> job = link->job;
            link->jobs->running.erase(job);
            if (job->thread.joinable()) job->thread.join();
            job->settled();
            settle(env, *job);
        } else if (on_progress != nullptr && !link->job->stop.load()) {
            napi_value argument = to_js(env, double(*message));
            check(env, napi_call_function(env, undefined(env), on_progress, 1, &argument, nullptr));
        }
    } catch (const Thrown &) {
        napi_value error;
        if (napi_get_and_clear_last_exception(env, &error) == napi_ok) napi_fatal_exception(env, error);
    }
}

void Jobs::settle(napi_env env, Job &job) {
    if (job.failure_code != nullptr)
        check(env, napi_reject_deferred(env, job.deferred, new_error(env, job.failure_code, job.failure)));
    else check(env, napi_resolve_deferred(env, job.deferred, job.result(env)));
}

void Jobs::stop_all() {
    for (const auto &job : running) job->stop.store(true);
    const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(3);
    for (const auto &job : running) {
        if (!job->thread.joinable()) continue;
        if (job->is_over.wait_until(patience) != std::future_status::ready) std::_Exit(EXIT_FAILURE);
        job->thread.join();
    }
}

Jobs::~Jobs() {
    stop_all();
    for (const auto &job : running) job->settled();
}
