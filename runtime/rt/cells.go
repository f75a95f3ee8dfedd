package rt

import "unsafe"

// Cells gives structs for the next steps of what a loop builds: twice as many as before,
// as long as they are small together. The result has them as its capacity.
func Cells[T any](before []T) []T {
	var cell T
	most := maxCells / int(unsafe.Sizeof(cell))
	return make([]T, 0, max(1, min(2*cap(before), most)))
}

// maxCells is how many bytes are allocated together. Go adds a header to what is larger.
const maxCells = 512
