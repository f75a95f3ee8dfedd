package rt

import "testing"

// Others run what they want when a strand waits, and count as one for which others may wait.
func TestJoin(t *testing.T) {
	end := Admit()
	defer end()
	var s steps
	joined := make(chan struct{})
	go func() {
		defer close(joined)
		Join(func() { s.add("joined"); Awake(1) })
	}()
	s.add("waits")
	WaitForOthers(func() { <-joined })
	s.add("goes on")
	s.want(t, "waits", "joined", "goes on")
}
