package fast

import "syscall"

const sysStatAt = syscall.SYS_NEWFSTATAT
