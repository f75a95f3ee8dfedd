#include "textflag.h"

// Calls enter with the block that the kernel left on the stack, by Go's register
// convention (the argument in AX, room to spill it above the return address, X15 zero),
// and then starts Go as if nothing had been.
TEXT ·Entry(SB), NOSPLIT|NOFRAME|TOPFRAME, $0
	MOVQ	SP, AX
	SUBQ	$64, SP
	XORPS	X15, X15
	MOVQ	·enterFunc(SB), DX
	MOVQ	0(DX), CX
	CALL	CX
	ADDQ	$64, SP
	JMP	_rt0_amd64_linux(SB)
