#include "textflag.h"

// func stackBounds() (low, high uintptr)
//
// A g begins with the bounds of its stack.
TEXT ·stackBounds(SB), NOSPLIT, $0-16
	MOVD 0(g), R0
	MOVD R0, low+0(FP)
	MOVD 8(g), R0
	MOVD R0, high+8(FP)
	RET
