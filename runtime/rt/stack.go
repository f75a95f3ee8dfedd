package rt

import (
	"runtime/debug"
	"unsafe"
)

// This file ends deep recursion with an error that can be caught, before Go ends the
// process.
//
// Functions that may call themselves call Descend. It looks whether the stack pointer is
// inside the stack as it was last seen, which costs a comparison. Go moves the stack when
// it grows or shrinks; then Descend asks for its bounds anew. A stack of the largest size
// counts as smaller than it is by a reserve, which is for what does not call Descend and
// for the handlers of the error, since these run before the stack is unwound.

const (
	largestStack = 1 << 30 // what Go can be brought to allow
	firstReserve = 16 << 20
	lastReserve  = 1 << 20
)

// The stack as last seen, without the reserve, which each failure halves. It is looked at
// anew when another strand has the turn.
var stackLow, stackSize, reserve uintptr = 0, 0, firstReserve

// maxStack is the size of the largest stack here.
var maxStack uintptr = largestStack

// stackBounds returns the bounds of the stack of this goroutine.
func stackBounds() (low, high uintptr)

// Descend fails if the stack is used up.
func Descend() {
	var here byte
	if uintptr(unsafe.Pointer(&here))-stackLow > stackSize {
		lookAtStack(uintptr(unsafe.Pointer(&here)))
	}
}

// seeStack notes the bounds of the stack; it reports whether sp is in them.
func seeStack(sp uintptr) bool {
	low, high := stackBounds()
	if high-low >= maxStack {
		low += reserve
	}
	stackLow, stackSize = low, high-low
	return sp >= low
}

// lookAtStack fails if sp is in the reserve. The handlers that run now have half of it;
// if that is not enough, those of catches further out have half of the rest.
func lookAtStack(sp uintptr) {
	if seeStack(sp) {
		return
	}
	if reserve <= lastReserve {
		Fatal("stack exhausted")
	}
	reserve /= 2
	seeStack(sp)
	Fail("stack exhausted")
}

// forgetStack makes Descend look again: after unwinding the reserve is whole again.
func forgetStack() { stackLow, stackSize, reserve = 0, 0, firstReserve }

// limitStack allows the largest stack: a quarter of the memory at most.
func limitStack(memory uint64) {
	for memory > 0 && uint64(maxStack) > memory/4 && maxStack > 1<<28 {
		maxStack /= 2
	}
	debug.SetMaxStack(int(maxStack))
}
