package json

import (
	"fmt"

	"github.com/smelter-lang/smelter/runtime/num"
	"github.com/smelter-lang/smelter/runtime/str"
)

// A maker has the functions that make values.
type maker[J any] struct {
	null, yes, no J
	whole         func(num.Int) J
	decimal, text func(str.String) J
	array         func([]J) J // which does not keep the slice
	object        func([]str.String, []J) J
}

// A parser reads one value. It does not recurse: arrays and objects that are not complete
// are frames, and what they have so far lies on values and keys.
type parser[J any] struct {
	maker[J]
	src    string
	pos    int
	depth  int
	frames []frame
	values []J
	keys   []str.String
	places []int // of keys
	seen   map[string]bool
	why    *Failure
}

// A frame is an array or an object: where its values and keys begin.
type frame struct {
	object       bool
	values, keys int
}

// Parse makes the value that a text is. The other parameters are the number of arrays and
// objects that may be inside one another, and the fields of a maker.
func Parse[J any](
	text str.String, depth int64, null, yes, no J, whole func(num.Int) J, decimal, txt func(str.String) J,
	array func([]J) J, object func([]str.String, []J) J,
) (result J, why *Failure) {
	src, why := goText(text)
	if why != nil {
		return result, why
	}
	p := &parser[J]{maker: maker[J]{null, yes, no, whole, decimal, txt, array, object}, src: src, depth: int(depth)}
	if len(src) > 2 && src[:3] == "\ufeff" {
		p.pos = 3
	}
	if !p.document() {
		return result, p.why
	}
	return p.values[0], nil
}

func (p *parser[J]) fail(at int, text string) bool {
	p.why = failure(p.src, at, text)
	return false
}

// expect fails: something else than what is at the current place should be there.
func (p *parser[J]) expect(what string) bool {
	return p.fail(p.pos, "expected "+what+", found "+found(p.src, p.pos))
}

// peek returns the next character that is no blank; 0 at the end, where pos is too.
func (p *parser[J]) peek() byte {
	for p.pos < len(p.src) {
		switch c := p.src[p.pos]; c {
		case ' ', '\n', '\r', '\t':
			p.pos++
		default:
			return c
		}
	}
	return 0
}

// document reads the whole text.
func (p *parser[J]) document() bool {
	for {
		opened, ok := p.value()
		if !ok {
			return false
		}
		if opened {
			continue
		}
		done, ok := p.after()
		if done || !ok {
			return ok
		}
	}
}

// value reads a value, or the beginning of one up to where another value has to be.
func (p *parser[J]) value() (opened, ok bool) {
	switch c := p.peek(); c {
	case '[', '{':
		return p.open(c == '{')
	case '"':
		s, ok := p.str()
		if ok {
			p.values = append(p.values, p.text(s))
		}
		return false, ok
	case 't':
		return false, p.word("true", p.yes)
	case 'f':
		return false, p.word("false", p.no)
	case 'n':
		return false, p.word("null", p.null)
	default:
		if c == '-' || c >= '0' && c <= '9' {
			return false, p.number()
		}
		return false, p.expect("a value")
	}
}

// open reads the beginning of an array or object, or an empty one.
func (p *parser[J]) open(object bool) (opened, ok bool) {
	if len(p.frames) >= p.depth {
		return false, p.fail(p.pos, fmt.Sprintf("more than %d arrays and objects inside one another", p.depth))
	}
	p.frames = append(p.frames, frame{object, len(p.values), len(p.keys)})
	p.pos++
	switch c := p.peek(); {
	case !object && c == ']', object && c == '}':
		return false, p.close()
	case object:
		return true, p.key("a name or }")
	}
	return true, true
}

// key reads a name and the colon.
func (p *parser[J]) key(what string) bool {
	if p.peek() != '"' {
		return p.expect(what)
	}
	p.places = append(p.places[:len(p.keys)], p.pos)
	s, ok := p.str()
	if !ok {
		return false
	}
	p.keys = append(p.keys, s)
	if p.peek() != ':' {
		return p.expect(":")
	}
	p.pos++
	return true
}

// after reads what follows a value: the ends of arrays and objects, and then a comma or the
// end of the text.
func (p *parser[J]) after() (done, ok bool) {
	for {
		c := p.peek()
		if len(p.frames) == 0 {
			if p.pos < len(p.src) {
				return false, p.expect("the end of the text")
			}
			return true, true
		}
		object := p.frames[len(p.frames)-1].object
		switch {
		case c == ',' && object:
			p.pos++
			return false, p.key("a name")
		case c == ',':
			p.pos++
			return false, true
		case c == '}' && object, c == ']' && !object:
			if !p.close() {
				return false, false
			}
		case object:
			return false, p.expect(", or }")
		default:
			return false, p.expect(", or ]")
		}
	}
}

// close makes the array or object that ends here.
func (p *parser[J]) close() bool {
	f := p.frames[len(p.frames)-1]
	p.frames = p.frames[:len(p.frames)-1]
	p.pos++
	values, keys := p.values[f.values:], p.keys[f.keys:]
	if !f.object {
		v := p.array(values)
		p.values = append(p.values[:f.values], v)
		return true
	}
	if i := p.repeated(keys); i >= 0 {
		return p.fail(p.places[f.keys+i], "the name "+Quoted(keys[i])+" is there twice in one object")
	}
	v := p.object(keys, values)
	p.values = append(p.values[:f.values], v)
	p.keys = p.keys[:f.keys]
	return true
}

// few is the number of keys up to which comparing all of them is quickest.
const few = 12

// repeated returns the index of a key that was there before; -1 if there is none.
func (p *parser[J]) repeated(keys []str.String) int {
	if len(keys) > few {
		if p.seen == nil {
			p.seen = map[string]bool{}
		}
		clear(p.seen)
		for i, k := range keys {
			if name := k.Go(); p.seen[name] {
				return i
			} else {
				p.seen[name] = true
			}
		}
		return -1
	}
	for i := range keys {
		for _, k := range keys[:i] {
			if str.Equal(keys[i], k) {
				return i
			}
		}
	}
	return -1
}

// word reads one of the three words.
func (p *parser[J]) word(word string, value J) bool {
	end := p.pos + len(word)
	if end > len(p.src) || p.src[p.pos:end] != word || end < len(p.src) && wordy(p.src[end]) {
		return p.expect("a value")
	}
	p.pos = end
	p.values = append(p.values, value)
	return true
}
