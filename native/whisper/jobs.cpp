#include "jobs.h"

#include <algorithm>

#include "model.h"
#include "values.h"

namespace {

/** What a thread says besides how far it is. */
constexpr int ended = -1;

struct Link {
    Jobs *jobs;
    std::shared_ptr<Job> job;
};

/** False once JavaScript is going away: the channel must not be touched any more. */
bool post(napi_threadsafe_function channel, int percent) {
    auto *message = new int(percent);
    if (napi_call_threadsafe_function(channel, message, napi_tsfn_blocking) == napi_ok) return true;
    delete message;
    return false;
}

} // namespace

void Job::tell_progress(int percent) {
    percent = std::clamp(percent, 0, 100);
    if (percent <= last_percent || channel == nullptr) return;
    last_percent = percent;
    if (!post(channel, percent)) channel = nullptr;
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
    if (job->channel != nullptr && post(job->channel, ended))
        napi_release_threadsafe_function(job->channel, napi_tsfn_release);
}

napi_value Jobs::start(napi_env env, std::shared_ptr<Job> job, napi_value on_progress) {
    napi_value promise;
    check(env, napi_create_promise(env, &job->deferred, &promise));
    auto *link = new Link{this, job};
    const auto forget = [](napi_env, void *data, void *) { delete static_cast<Link *>(data); };
    const napi_status status =
        napi_create_threadsafe_function(env, on_progress, nullptr, to_js(env, std::string("meetmemo-whisper")), 0, 1,
                                        link, forget, link, hear, &job->channel);
    if (status != napi_ok) delete link;
    check(env, status);
    running.insert(job);
    job->thread = std::thread(run, job);
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
            job->thread.join();
            job->settled();
            settle(env, *job);
        } else if (on_progress != nullptr && !link->job->stop.load()) {
            napi_value argument = to_js(env, double(*message));
            check(env, napi_call_function(env, undefined(env), on_progress, 1, &argument, nullptr));
        }
    } catch (const Thrown &) {
        // Node reports the exception that is pending.
    }
}

void Jobs::settle(napi_env env, Job &job) {
    if (job.failure_code != nullptr)
        check(env, napi_reject_deferred(env, job.deferred, new_error(env, job.failure_code, job.failure)));
    else check(env, napi_resolve_deferred(env, job.deferred, job.result(env)));
}

void Jobs::stop_all() {
    for (const auto &job : running) job->stop.store(true);
    for (const auto &job : running)
        if (job->thread.joinable()) job->thread.join();
}

Jobs::~Jobs() { stop_all(); }
