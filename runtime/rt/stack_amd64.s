#include "textflag.h"

// func stackBounds() (low, high uintptr)
//
// A g begins with the bounds of its stack.
TEXT ·stackBounds(SB), NOSPLIT, $0-16
	MOVQ (TLS), CX
	MOVQ 0(CX), AX
	MOVQ AX, low+0(FP)
	MOVQ 8(CX), AX
	MOVQ AX, high+8(FP)
	RET
