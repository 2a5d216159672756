// The pool that parallel loops run on.
//
// One job at a time: whoever starts it publishes it and opens a gate; workers enter, claim chunks by one atomic add, and
// leave. The starter works too, closes the gate when no chunk is left, and waits until the last worker has left. A loop
// inside a parallel body, or while another thread's job runs, is done by its own thread, chunk by chunk.
#include "rt.h"

enum { MOST_WORKERS = 1023, SPINS = 2000 };
#define OPEN 0x80000000u
#define WAITED 0x40000000u

static u32 busy;
static u32 pool_size;
static u32 generation;
static u32 sleepers;
// OPEN, WAITED, and the number of workers inside.
static u32 gate;

static struct {
  rt_body body;
  void *context;
  i64 n, grain;
} job;
// On a line of its own: every thread writes it.
static i64 next_chunk __attribute__((aligned(128)));
static u8 padding[120] __attribute__((used));

static __thread u32 worker_index __attribute__((tls_model("local-exec")));
static __thread u32 inside __attribute__((tls_model("local-exec")));

static inline void relax(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#else
  __asm__ volatile("yield");
#endif
}

static void work(void) {
  rt_body body = job.body;
  void *context = job.context;
  i64 n = job.n, grain = job.grain;
  for (;;) {
    i64 chunk = __atomic_fetch_add(&next_chunk, 1, __ATOMIC_RELAXED);
    if (chunk > (n - 1) / grain) return;
    i64 low = chunk * grain;
    i64 high = n - low < grain ? n : low + grain;
    body(context, low, high);
  }
}

static void worker(void *index) {
  worker_index = (u32)(u64)index;
  inside = 1;
  u32 seen = 0;
  for (;;) {
    u32 now = __atomic_load_n(&generation, __ATOMIC_ACQUIRE);
    for (u32 i = 0; now == seen && i < SPINS; i++) {
      relax();
      now = __atomic_load_n(&generation, __ATOMIC_ACQUIRE);
    }
    while (now == seen) {
      __atomic_fetch_add(&sleepers, 1, __ATOMIC_SEQ_CST);
      rt_wait(&generation, seen);
      __atomic_fetch_sub(&sleepers, 1, __ATOMIC_SEQ_CST);
      now = __atomic_load_n(&generation, __ATOMIC_ACQUIRE);
    }
    seen = now;
    u32 state = __atomic_load_n(&gate, __ATOMIC_RELAXED);
    while (state & OPEN) {
      if (!__atomic_compare_exchange_n(&gate, &state, state + 1, 0, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED)) continue;
      work();
      // The starter sleeps only after it has set WAITED; the last one out wakes it.
      if (__atomic_sub_fetch(&gate, 1, __ATOMIC_RELEASE) == WAITED) rt_wake(&gate, 1);
      break;
    }
  }
}

static u32 wanted_workers(void) {
  const char *text = rt_getenv("MOJITO_NUM_THREADS");
  u32 count = 0;
  if (text != NULL)
    for (; *text >= '0' && *text <= '9' && count <= MOST_WORKERS; text++) count = count * 10 + (u32)(*text - '0');
  if (count == 0) count = (u32)rt_cpus();
  return count > MOST_WORKERS ? MOST_WORKERS : count;
}

// Threads that work together, the caller included; starts them on first use. Called by the owner of `busy`.
static u32 start_pool(void) {
  u32 wanted = wanted_workers();
  u32 started = 1;
  while (started < wanted && rt_thread_start(worker, (void *)(u64)started)) started++;
  __atomic_store_n(&pool_size, started, __ATOMIC_RELEASE);
  return started;
}

RT_API i64 rt_workers(void) {
  u32 size = __atomic_load_n(&pool_size, __ATOMIC_ACQUIRE);
  return size > 0 ? size : wanted_workers();
}

RT_API i64 rt_worker_index(void) { return worker_index; }

static void run_here(rt_body body, void *context, i64 n, i64 grain) {
  for (i64 low = 0; low < n;) {
    i64 high = n - low < grain ? n : low + grain;
    body(context, low, high);
    low = high;
  }
}

RT_API void rt_parallel_for(rt_body body, void *context, i64 n, i64 grain) {
  if (n <= 0) return;
  if (grain <= 0) {
    // Eight chunks for each thread balance uneven work; whole cache lines of the usual elements.
    grain = n / (8 * rt_workers());
    grain = grain < 1 ? 1 : grain >= 64 ? (grain + 63) & -64l : grain;
  }
  u32 idle = 0;
  if (n <= grain || inside || !__atomic_compare_exchange_n(&busy, &idle, 1, 0, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED)) {
    run_here(body, context, n, grain);
    return;
  }
  u32 size = pool_size;
  if (size == 0) size = start_pool();
  if (size == 1) {
    inside = 1;
    run_here(body, context, n, grain);
    inside = 0;
    __atomic_store_n(&busy, 0, __ATOMIC_RELEASE);
    return;
  }
  job.body = body;
  job.context = context;
  job.n = n;
  job.grain = grain;
  __atomic_store_n(&next_chunk, 0, __ATOMIC_RELAXED);
  __atomic_store_n(&gate, OPEN, __ATOMIC_RELEASE);
  __atomic_fetch_add(&generation, 1, __ATOMIC_SEQ_CST);
  if (__atomic_load_n(&sleepers, __ATOMIC_SEQ_CST) > 0) {
    i64 others = (n - 1) / grain;
    rt_wake(&generation, others < size - 1 ? (u32)others : size - 1);
  }
  inside = 1;
  work();
  inside = 0;
  u32 state = __atomic_and_fetch(&gate, ~OPEN, __ATOMIC_ACQ_REL);
  for (u32 i = 0; state != 0 && i < SPINS; i++) {
    relax();
    state = __atomic_load_n(&gate, __ATOMIC_ACQUIRE);
  }
  if (state != 0) {
    state = __atomic_or_fetch(&gate, WAITED, __ATOMIC_ACQ_REL);
    while (state != WAITED) {
      rt_wait(&gate, state);
      state = __atomic_load_n(&gate, __ATOMIC_ACQUIRE);
    }
    __atomic_store_n(&gate, 0, __ATOMIC_RELAXED);
  }
  __atomic_store_n(&busy, 0, __ATOMIC_RELEASE);
}
