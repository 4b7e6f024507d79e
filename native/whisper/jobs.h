#pragma once

#include <node_api.h>

#include <atomic>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>

/**
 * A piece of work on a thread of its own, and the promise of its result. `work` runs on the thread and touches no
 * JavaScript; `result` makes a value of what it found; `settled` comes last, whatever happened.
 */
struct Job {
    std::function<void(Job &)> work;
    std::function<napi_value(napi_env)> result;
    std::function<void()> settled = [] {};
    std::atomic<bool> stop{false};

    /** Tells the function that was given to `start`, from the thread. */
    void tell_progress(int percent);

private:
    friend class Jobs;
    std::thread thread;
    /** Null once Node has let go of the channel, which it does in the end while threads may still run. */
    napi_threadsafe_function channel = nullptr;
    std::mutex channel_lock;
    napi_deferred deferred = nullptr;
    const char *failure_code = nullptr;
    std::string failure;
    int last_percent = -1;
    std::promise<void> last;
    std::future<void> is_over = last.get_future();

    void tell(int message);
};

/** All that run. Its end stops them and waits for them. */
class Jobs {
public:
    ~Jobs();
    /** Returns the promise. `on_progress` may be null. */
    napi_value start(napi_env env, std::shared_ptr<Job> job, napi_value on_progress);
    /** Ends the process where a thread hangs, as in a broken driver: nothing else ends that. */
    void stop_all();

private:
    std::set<std::shared_ptr<Job>> running;
    static void run(const std::shared_ptr<Job> &job);
    static void hear(napi_env env, napi_value on_progress, void *context, void *message);
    static void settle(napi_env env, Job &job);
};
