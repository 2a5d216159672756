// Raw Linux system calls: numbers and the instruction, per architecture. A result in [-4095, -1] is an error number.
#pragma once
#include "rt.h"

#if defined(__x86_64__)
enum {
  SYS_read = 0,
  SYS_write = 1,
  SYS_close = 3,
  SYS_lseek = 8,
  SYS_mmap = 9,
  SYS_munmap = 11,
  SYS_ioctl = 16,
  SYS_sched_yield = 24,
  SYS_mremap = 25,
  SYS_madvise = 28,
  SYS_nanosleep = 35,
  SYS_getpid = 39,
  SYS_clone = 56,
  SYS_getcwd = 79,
  SYS_arch_prctl = 158,
  SYS_futex = 202,
  SYS_sched_getaffinity = 204,
  SYS_getdents64 = 217,
  SYS_clock_gettime = 228,
  SYS_exit_group = 231,
  SYS_openat = 257,
  SYS_mkdirat = 258,
  SYS_newfstatat = 262,
  SYS_unlinkat = 263,
  SYS_renameat = 264,
  SYS_getrandom = 318,
};

static inline i64 syscall6(i64 n, i64 a, i64 b, i64 c, i64 d, i64 e, i64 f) {
  i64 result;
  register i64 r10 __asm__("r10") = d;
  register i64 r8 __asm__("r8") = e;
  register i64 r9 __asm__("r9") = f;
  __asm__ volatile("syscall"
                   : "=a"(result)
                   : "a"(n), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
                   : "rcx", "r11", "memory");
  return result;
}
static inline i64 syscall3(i64 n, i64 a, i64 b, i64 c) {
  i64 result;
  __asm__ volatile("syscall" : "=a"(result) : "a"(n), "D"(a), "S"(b), "d"(c) : "rcx", "r11", "memory");
  return result;
}
static inline i64 syscall4(i64 n, i64 a, i64 b, i64 c, i64 d) {
  i64 result;
  register i64 r10 __asm__("r10") = d;
  __asm__ volatile("syscall" : "=a"(result) : "a"(n), "D"(a), "S"(b), "d"(c), "r"(r10) : "rcx", "r11", "memory");
  return result;
}
#elif defined(__aarch64__)
enum {
  SYS_getcwd = 17,
  SYS_ioctl = 29,
  SYS_mkdirat = 34,
  SYS_unlinkat = 35,
  SYS_renameat = 38,
  SYS_openat = 56,
  SYS_close = 57,
  SYS_getdents64 = 61,
  SYS_lseek = 62,
  SYS_read = 63,
  SYS_write = 64,
  SYS_newfstatat = 79,
  SYS_exit_group = 94,
  SYS_futex = 98,
  SYS_nanosleep = 101,
  SYS_clock_gettime = 113,
  SYS_sched_getaffinity = 123,
  SYS_sched_yield = 124,
  SYS_getpid = 172,
  SYS_munmap = 215,
  SYS_mremap = 216,
  SYS_clone = 220,
  SYS_mmap = 222,
  SYS_madvise = 233,
  SYS_getrandom = 278,
};

static inline i64 syscall6(i64 n, i64 a, i64 b, i64 c, i64 d, i64 e, i64 f) {
  register i64 x8 __asm__("x8") = n;
  register i64 x0 __asm__("x0") = a;
  register i64 x1 __asm__("x1") = b;
  register i64 x2 __asm__("x2") = c;
  register i64 x3 __asm__("x3") = d;
  register i64 x4 __asm__("x4") = e;
  register i64 x5 __asm__("x5") = f;
  __asm__ volatile("svc 0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5) : "memory", "cc");
  return x0;
}
static inline i64 syscall3(i64 n, i64 a, i64 b, i64 c) { return syscall6(n, a, b, c, 0, 0, 0); }
static inline i64 syscall4(i64 n, i64 a, i64 b, i64 c, i64 d) { return syscall6(n, a, b, c, d, 0, 0); }
#else
#error "no system calls for this architecture"
#endif

enum { FUTEX_WAIT_PRIVATE = 128, FUTEX_WAKE_PRIVATE = 129, AT_FDCWD = -100 };
