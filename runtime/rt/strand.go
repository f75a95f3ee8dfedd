package rt

import "sync"

// This file lets a program do several things in turns. Each of them is a strand: a goroutine
// with its own stack, handlers of exceptions and dynamic bindings. One has the turn, and all
// that Coalton code sees is its own while it has; it gives the turn away only where it waits
// (Wait), so no two of them are ever inside the program's data at once. Who wants the turn
// stands in line.
//
// A program begins as one strand, and pays for nothing until it starts another.

var (
	several bool // there were several strands once
	strands = 1
	idle    int // strands that wait for other strands

	line struct { // of the strands that want the turn
		sync.Mutex
		taken   bool
		waiting []chan struct{}
	}
)

// queue stands in line; the turn has come when the result is closed.
func queue() chan struct{} {
	come := make(chan struct{})
	line.Lock()
	defer line.Unlock()
	if line.taken {
		line.waiting = append(line.waiting, come)
	} else {
		line.taken = true
		close(come)
	}
	return come
}

// pass gives the turn to the next in line.
func pass() {
	line.Lock()
	defer line.Unlock()
	if line.taken = len(line.waiting) > 0; line.taken {
		close(line.waiting[0])
		line.waiting = line.waiting[1:]
	}
}

// A binding of dynamic variables can be made and unmade.
type binding struct{ set, restore func() }

// A strand is what is put away when another one has the turn.
type strand struct {
	catches  *catching
	resumes  *resuming
	bindings []binding
}

// leave puts away what belongs to the strand that runs. The dynamic variables have the
// values then that they have outside of all bindings.
func leave() strand {
	s := strand{catches, resumes, bindings}
	for i := len(bindings) - 1; i >= 0; i-- {
		bindings[i].restore()
	}
	catches, resumes, bindings = nil, nil, nil
	return s
}

// enter brings back what belongs to a strand.
func (s strand) enter() {
	catches, resumes, bindings = s.catches, s.resumes, s.bindings
	for _, b := range bindings {
		b.set()
	}
	forgetStack()
}

// Start has f done by a strand of its own, which begins with the dynamic bindings of this
// one. It runs when this one waits. f handles its exceptions itself.
func Start(f func()) {
	if !several {
		several = true
		<-queue()
	}
	strands++
	inherited, come := strand{bindings: append([]binding(nil), bindings...)}, queue()
	go func() {
		<-come
		defer func() {
			if r := recover(); r != nil {
				Fatal("something went wrong in Smelter: " + panicText(r))
			}
		}()
		inherited.enter()
		f()
		leave()
		strands--
		pass()
	}()
}

// Wait gives the turn away while wait waits for the world.
func Wait(wait func()) {
	if !several {
		wait()
		return
	}
	s := leave()
	pass()
	wait()
	<-queue()
	s.enter()
}

// WaitForOthers is Wait where wait ends by what another strand does. If there is none that
// could do something, it fails.
func WaitForOthers(wait func()) {
	if idle+1 >= strands {
		Fail("nothing can go on: all tasks wait for one another")
	}
	idle++
	Wait(wait)
}

// Awake takes back that n strands wait for others. It is called by whoever lets them go on.
func Awake(n int) { idle -= n }

// Admit lets goroutines that are none of the program's strands Join, until end is called. They
// count as one strand, for one that waits for others may wait for what they will do.
func Admit() (end func()) {
	if !several {
		several = true
		<-queue()
	}
	strands++
	return func() { strands-- }
}

// Join has f done by the goroutine that calls it, as a strand of its own, when its turn comes. f
// handles its exceptions itself.
func Join(f func()) {
	<-queue()
	defer func() {
		if r := recover(); r != nil {
			Fatal("something went wrong in Smelter: " + panicText(r))
		}
	}()
	strands++
	strand{}.enter()
	f()
	leave()
	strands--
	pass()
}
