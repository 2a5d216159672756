// The system layer over raw Linux system calls: what start-up, threads and memory need in a static executable.
#include "syscall.h"

void *rt_tls_init(u8 *block);
u64 rt_tls_size(void);

enum {
  PROT_READ_WRITE = 3,
  MAP_PRIVATE_ANONYMOUS = 0x22,
  MAP_NORESERVE_STACK = 0x24000,
  STACK = 8 << 20,
  GUARD = 65536,
  // VM | FS | FILES | SIGHAND | THREAD | SYSVSEM | SETTLS | PARENT_SETTID | CHILD_CLEARTID
  THREAD_FLAGS = 0x3d0f00,
};

RT_API NORETURN void rt_sys_exit(i32 status) {
  for (;;) syscall3(SYS_exit_group, status, 0, 0);
}

RT_API void *rt_map(u64 size) {
  i64 at = syscall6(SYS_mmap, 0, (i64)size, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS, -1, 0);
  return at < 0 && at > -4096 ? NULL : (void *)at;
}

RT_API void rt_unmap(void *at, u64 size) { syscall3(SYS_munmap, (i64)at, (i64)size, 0); }

// Never returns in the new thread.
static i64 clone_thread(void *stack, void *tls, i32 *tid, void (*fn)(void *), void *arg) {
  i64 *top = (i64 *)stack;
  *--top = (i64)arg;
  *--top = (i64)fn;
  i64 result;
#if defined(__x86_64__)
  register i64 r10 __asm__("r10") = (i64)tid;
  register i64 r8 __asm__("r8") = (i64)tls;
  __asm__ volatile(
      "syscall\n\t"
      "test %%eax, %%eax\n\t"
      "jnz 1f\n\t"
      "xor %%ebp, %%ebp\n\t"
      "pop %%rax\n\t"
      "pop %%rdi\n\t"
      "call *%%rax\n\t"
      // exit: ends this thread alone.
      "xor %%edi, %%edi\n\t"
      "mov $60, %%eax\n\t"
      "syscall\n"
      "1:"
      : "=a"(result)
      : "a"(SYS_clone), "D"((i64)THREAD_FLAGS), "S"(top), "d"(tid), "r"(r10), "r"(r8)
      : "rcx", "r11", "memory");
#else
  register i64 x8 __asm__("x8") = SYS_clone;
  register i64 x0 __asm__("x0") = THREAD_FLAGS;
  register i64 x1 __asm__("x1") = (i64)top;
  register i64 x2 __asm__("x2") = (i64)tid;
  register i64 x3 __asm__("x3") = (i64)tls;
  register i64 x4 __asm__("x4") = (i64)tid;
  __asm__ volatile(
      "svc 0\n\t"
      "cbnz x0, 1f\n\t"
      "mov x29, xzr\n\t"
      "ldp x1, x0, [sp], #16\n\t"
      "blr x1\n\t"
      "mov x0, xzr\n\t"
      "mov x8, #93\n\t"
      "svc 0\n"
      "1:"
      : "+r"(x0)
      : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4)
      : "memory", "cc", "x30");
  result = x0;
#endif
  return result;
}

// What a thread runs on: lies at the upper end of its memory, above the stack and its own variables.
typedef struct Block {
  // The thread's number; the kernel writes it and clears it at the thread's end.
  i32 tid;
  void *stack, *pointer;
  struct Block *next;
} Block;

static Block *blocks;
static u32 blocks_busy;

// The memory of a thread that has ended. Its variables stay as they are: the allocator's lists of free blocks are among them.
static Block *take_ended(void) {
  for (Block *each = blocks; each != NULL; each = each->next)
    if (__atomic_load_n(&each->tid, __ATOMIC_ACQUIRE) == 0) return each;
  return NULL;
}

static Block *new_block(void) {
  u64 tls = (rt_tls_size() + 64 + 4095) & ~4095ul;
  u64 size = GUARD + STACK + tls;
  i64 at = syscall6(SYS_mmap, 0, (i64)size, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS | MAP_NORESERVE_STACK, -1, 0);
  if (at < 0 && at > -4096) return NULL;
  u8 *base = (u8 *)at;
  // The lowest pages are taken away again: running over the stack's end faults instead of overwriting something.
  syscall6(SYS_mmap, at, GUARD, 0, MAP_PRIVATE_ANONYMOUS | MAP_NORESERVE_STACK | 0x10, -1, 0);
  Block *block = (Block *)(base + size - sizeof(Block));
  block->stack = base + GUARD + STACK;
  block->pointer = rt_tls_init(block->stack);
  block->next = blocks;
  blocks = block;
  return block;
}

RT_API i32 rt_thread_start(void (*fn)(void *), void *arg) {
  while (__atomic_exchange_n(&blocks_busy, 1, __ATOMIC_ACQUIRE)) rt_yield();
  Block *block = take_ended();
  if (block == NULL) block = new_block();
  if (block != NULL) block->tid = 1;
  __atomic_store_n(&blocks_busy, 0, __ATOMIC_RELEASE);
  if (block == NULL) return 0;
  if (clone_thread(block->stack, block->pointer, &block->tid, fn, arg) > 0) return 1;
  __atomic_store_n(&block->tid, 0, __ATOMIC_RELEASE);
  return 0;
}
