// The runtime's interface: what compiled programs may call, and the system layer beneath it.
//
// Everything here is freestanding C: no libc header, no initializer that runs before main. Each function is its own
// section, so a program holds only what it uses. Integers are 64 bits wide (`Int`), pointers are addresses, and a failing
// system call returns a negative error number.
#pragma once

typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long u64;
typedef int i32;
typedef long i64;
typedef unsigned __int128 u128;
typedef __int128 i128;

#define RT_API __attribute__((visibility("hidden")))
#define NORETURN __attribute__((noreturn, cold))
#define NULL ((void *)0)
#define likely(x) __builtin_expect(!!(x), 1)
#define unlikely(x) __builtin_expect(!!(x), 0)

// ---- what emitted code calls ------------------------------------------------------------------------------------

// The program's entry, made by the compiler: the exit status.
i32 rt_main(void);

void *rt_alloc(u64 size, u64 align);
void rt_free(void *block, u64 size, u64 align);

// ---- what the library calls -------------------------------------------------------------------------------------

// Fresh or recycled memory, all zero bytes; cheap for big blocks.
void *rt_alloc_zeroed(u64 size, u64 align);
// Room for `size` bytes that begins with the bytes of a block of `old` bytes, which is used up.
void *rt_realloc(void *block, u64 old, u64 size, u64 align);

// Process.
i64 rt_argc(void);
const char *rt_arg(i64 index);
// The value of an environment variable as a C string, or null.
const char *rt_getenv(const char *name);
NORETURN void rt_exit(i64 status);
i64 rt_getpid(void);

// `At: FILE:L:C: Assert Error: TEXT` or `ABORT: FILE:L:C: TEXT` on standard output, then exit status 1.
NORETURN void rt_assert_fail(const char *text, i64 length, const char *file, i64 file_length, i64 line, i64 column);
NORETURN void rt_abort(const char *text, i64 length, const char *file, i64 file_length, i64 line, i64 column);
// `Unhandled exception caught during execution: TEXT` on standard error, then exit status 1.
NORETURN void rt_unhandled(const char *text, i64 length);

// Standard output: buffered unless it is a terminal; flushed at exit, before a panic and before reading standard input.
void rt_print(const char *text, i64 length);
void rt_flush(void);

// Files. `path` is a C string. Flags and modes are those of the system.
i64 rt_read(i64 fd, void *into, i64 length);
// Writes everything; to fd 1 like rt_print.
i64 rt_write(i64 fd, const void *from, i64 length);
i64 rt_open(const char *path, i64 flags, i64 mode);
i64 rt_close(i64 fd);
i64 rt_seek(i64 fd, i64 offset, i64 whence);
// into[0..4]: size, mode, modification time in ns, inode.
i64 rt_stat(const char *path, i64 *into);
i64 rt_unlink(const char *path);
i64 rt_mkdir(const char *path, i64 mode);
i64 rt_rmdir(const char *path);
i64 rt_rename(const char *from, const char *to);
// Fills `into` with directory entries as the system lays them out (getdents64).
i64 rt_read_dir(i64 fd, void *into, i64 length);
i64 rt_getcwd(char *into, i64 length);
i64 rt_isatty(i64 fd);
// Any other system call.
i64 rt_syscall(i64 number, i64 a, i64 b, i64 c, i64 d, i64 e, i64 f);

// Time, in nanoseconds: since an arbitrary start; since 1970; this process's CPU time.
i64 rt_now(void);
i64 rt_time(void);
i64 rt_cpu_time(void);
void rt_sleep(i64 nanoseconds);
// The processor's mode of floating-point operations (MXCSR).
i32 rt_float_mode(void);
void rt_set_float_mode(i32 mode);
// Random bytes from the system.
i64 rt_random(void *into, i64 length);

// Threads. CPUs this process may use; threads that parallel loops use (MOJITO_NUM_THREADS or the CPUs).
i64 rt_cpus(void);
i64 rt_workers(void);
// 0 for a thread outside of the pool, else 1 and up.
i64 rt_worker_index(void);
// Calls body(context, low, high) for the chunks [k * grain, min(n, (k + 1) * grain)) on the pool; returns when all are
// done. grain 0 lets the runtime choose. Chunk bounds depend on n and grain alone when grain is given.
typedef void (*rt_body)(void *context, i64 low, i64 high);
void rt_parallel_for(rt_body body, void *context, i64 n, i64 grain);
// Sleeps until woken while *word == value; wakes up to `count` sleepers.
void rt_wait(u32 *word, u32 value);
void rt_wake(u32 *word, u32 count);
void rt_yield(void);

// ---- the system layer: sys.c (raw system calls) or libc.c -------------------------------------------------------

void rt_sys_init(char **argv, char **envp);
// Runs fn(arg) on a new thread; false if the system has none.
i32 rt_thread_start(void (*fn)(void *), void *arg);
void *rt_map(u64 size);
void rt_unmap(void *at, u64 size);
NORETURN void rt_sys_exit(i32 status);
