// The system layer for programs that also load a C library: start-up and threads belong to the library then (a raw
// `clone` would leave its thread-local state missing).
#include "syscall.h"

extern i32 __libc_start_main(i32 (*main)(i32, char **, char **), i32 argc, char **argv, void (*init)(void),
                             void (*fini)(void), void (*rtld_fini)(void), void *stack_end)
    __attribute__((visibility("default")));
extern i32 pthread_create(void *thread, const void *attributes, void *(*fn)(void *), void *arg)
    __attribute__((visibility("default")));
extern void *mmap(void *at, u64 size, i32 protection, i32 flags, i32 fd, i64 offset)
    __attribute__((visibility("default")));
extern i32 munmap(void *at, u64 size) __attribute__((visibility("default")));
extern NORETURN void exit(i32 status) __attribute__((visibility("default")));

static i32 libc_main(i32 argc, char **argv, char **envp) {
  (void)argc;
  rt_sys_init(argv, envp);
  rt_exit(rt_main());
}

RT_API __attribute__((noreturn, used)) void rt_start_libc(i64 *stack, void (*rtld_fini)(void)) {
  __libc_start_main(libc_main, (i32)stack[0], (char **)(stack + 1), NULL, NULL, rtld_fini, stack);
  __builtin_trap();
}

#if defined(__x86_64__)
__attribute__((naked, noreturn)) void _start(void) {
  __asm__("xor %ebp, %ebp\n\tmov %rdx, %rsi\n\tmov %rsp, %rdi\n\tand $-16, %rsp\n\tcall rt_start_libc");
}
#else
__attribute__((naked, noreturn)) void _start(void) {
  __asm__("mov x29, xzr\n\tmov x30, xzr\n\tmov x1, x0\n\tmov x0, sp\n\tand sp, x0, #-16\n\tb rt_start_libc");
}
#endif

// The C library's own buffers are flushed, too.
RT_API NORETURN void rt_sys_exit(i32 status) { exit(status); }

RT_API void *rt_map(u64 size) {
  void *at = mmap(NULL, size, 3, 0x22, -1, 0);
  return at == (void *)-1 ? NULL : at;
}

RT_API void rt_unmap(void *at, u64 size) { munmap(at, size); }

typedef struct {
  void (*fn)(void *);
  void *arg;
} Start;

static void *thread_main(void *start) {
  Start own = *(Start *)start;
  rt_free(start, sizeof own, 16);
  own.fn(own.arg);
  return NULL;
}

RT_API i32 rt_thread_start(void (*fn)(void *), void *arg) {
  Start *start = rt_alloc(sizeof *start, 16);
  *start = (Start){fn, arg};
  u64 thread;
  return pthread_create(&thread, NULL, thread_main, start) == 0;
}
