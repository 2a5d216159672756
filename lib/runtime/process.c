// Arguments, environment, files, time: thin wrappers of system calls, the same in static and dynamic programs.
#include "syscall.h"

static char **process_argv;
static char **process_envp;

RT_API void rt_sys_init(char **argv, char **envp) {
  process_argv = argv;
  process_envp = envp;
}

RT_API i64 rt_argc(void) {
  i64 count = 0;
  while (process_argv[count]) count++;
  return count;
}

RT_API const char *rt_arg(i64 index) { return process_argv[index]; }

RT_API const char *rt_getenv(const char *name) {
  for (char **entry = process_envp; *entry; entry++) {
    const char *text = *entry;
    const char *wanted = name;
    while (*wanted && *text == *wanted) text++, wanted++;
    if (*wanted == 0 && *text == '=') return text + 1;
  }
  return NULL;
}

RT_API NORETURN void rt_exit(i64 status) {
  rt_flush();
  rt_sys_exit((i32)status);
}

RT_API i64 rt_getpid(void) { return syscall3(SYS_getpid, 0, 0, 0); }

RT_API i64 rt_read(i64 fd, void *into, i64 length) {
  if (fd == 0) rt_flush();
  for (;;) {
    i64 got = syscall3(SYS_read, fd, (i64)into, length);
    if (got != -4) return got;
  }
}

RT_API i64 rt_open(const char *path, i64 flags, i64 mode) {
  return syscall4(SYS_openat, AT_FDCWD, (i64)path, flags | 02000000, mode);
}
RT_API i64 rt_close(i64 fd) { return syscall3(SYS_close, fd, 0, 0); }
RT_API i64 rt_seek(i64 fd, i64 offset, i64 whence) { return syscall3(SYS_lseek, fd, offset, whence); }
RT_API i64 rt_unlink(const char *path) { return syscall3(SYS_unlinkat, AT_FDCWD, (i64)path, 0); }
RT_API i64 rt_rmdir(const char *path) { return syscall3(SYS_unlinkat, AT_FDCWD, (i64)path, 0x200); }
RT_API i64 rt_mkdir(const char *path, i64 mode) { return syscall3(SYS_mkdirat, AT_FDCWD, (i64)path, mode); }
RT_API i64 rt_rename(const char *from, const char *to) {
  return syscall4(SYS_renameat, AT_FDCWD, (i64)from, AT_FDCWD, (i64)to);
}
RT_API i64 rt_read_dir(i64 fd, void *into, i64 length) { return syscall3(SYS_getdents64, fd, (i64)into, length); }

RT_API i64 rt_getcwd(char *into, i64 length) {
  i64 size = syscall3(SYS_getcwd, (i64)into, length, 0);
  return size > 0 ? size - 1 : size;
}

RT_API i64 rt_stat(const char *path, i64 *into) {
  u64 info[20];
  i64 status = syscall4(SYS_newfstatat, AT_FDCWD, (i64)path, (i64)info, 0);
  if (status < 0) return status;
#if defined(__x86_64__)
  into[1] = (i64)(u32)info[3];
#else
  into[1] = (i64)(u32)info[2];
#endif
  into[0] = (i64)info[6];
  into[2] = (i64)(info[11] * 1000000000ul + info[12]);
  into[3] = (i64)info[1];
  return 0;
}

RT_API i64 rt_isatty(i64 fd) {
  u32 termios[16];
  return syscall3(SYS_ioctl, fd, 0x5401, (i64)termios) == 0;
}

RT_API i64 rt_syscall(i64 number, i64 a, i64 b, i64 c, i64 d, i64 e, i64 f) {
  return syscall6(number, a, b, c, d, e, f);
}

static i64 clock(i64 id) {
  i64 time[2] = {0, 0};
  syscall3(SYS_clock_gettime, id, (i64)time, 0);
  return time[0] * 1000000000 + time[1];
}

RT_API i64 rt_now(void) { return clock(1); }
RT_API i64 rt_time(void) { return clock(0); }
RT_API i64 rt_cpu_time(void) { return clock(2); }

RT_API void rt_sleep(i64 nanoseconds) {
  if (nanoseconds <= 0) return;
  i64 time[2] = {nanoseconds / 1000000000, nanoseconds % 1000000000};
  // The system writes the rest of the time back when a signal interrupts the sleep.
  while (syscall3(SYS_nanosleep, (i64)time, (i64)time, 0) == -4) {
  }
}

RT_API i64 rt_random(void *into, i64 length) {
  i64 done = 0;
  while (done < length) {
    i64 got = syscall3(SYS_getrandom, (i64)into + done, length - done, 0);
    if (got < 0 && got != -4) return got;
    if (got > 0) done += got;
  }
  return done;
}

RT_API i64 rt_cpus(void) {
  u64 mask[128];
  i64 bytes = syscall3(SYS_sched_getaffinity, 0, sizeof mask, (i64)mask);
  i64 count = 0;
  for (i64 i = 0; i < bytes / 8; i++)
    for (u64 word = mask[i]; word; word &= word - 1) count++;
  return count > 0 ? count : 1;
}

// How the processor rounds and what it does with small numbers: the control word of SSE; elsewhere nothing can be set.
RT_API i32 rt_float_mode(void) {
#if defined(__x86_64__)
  return (i32)__builtin_ia32_stmxcsr();
#else
  return 0;
#endif
}
RT_API void rt_set_float_mode(i32 mode) {
#if defined(__x86_64__)
  __builtin_ia32_ldmxcsr((u32)mode);
#else
  (void)mode;
#endif
}

RT_API void rt_wait(u32 *word, u32 value) { syscall4(SYS_futex, (i64)word, FUTEX_WAIT_PRIVATE, value, 0); }
RT_API void rt_wake(u32 *word, u32 count) { syscall4(SYS_futex, (i64)word, FUTEX_WAKE_PRIVATE, count, 0); }
RT_API void rt_yield(void) { syscall3(SYS_sched_yield, 0, 0, 0); }
