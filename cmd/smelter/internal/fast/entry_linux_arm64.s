#include "textflag.h"

// As in entry_linux_amd64.s; the argument is in R0, the function value in R26.
TEXT ·Entry(SB), NOSPLIT|NOFRAME|TOPFRAME, $0
	MOVD	RSP, R0
	SUB	$64, RSP
	MOVD	·enterFunc(SB), R26
	MOVD	0(R26), R1
	CALL	(R1)
	ADD	$64, RSP
	JMP	_rt0_arm64_linux(SB)
