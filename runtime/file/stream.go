package file

import (
	"bufio"
	"errors"
	"io"
	"os"

	"github.com/smelter-lang/smelter/runtime/str"
)

// This file has streams: files that are open, read and written in elements of a fixed
// number of bytes.

// A Stream is an open file. Reading and writing share one position; at most one of the
// buffers has something.
type Stream struct {
	f       *os.File
	r       *bufio.Reader
	w       *bufio.Writer
	size    int64 // of an element; characters count as one byte, whatever they take
	made    bool  // abort removes the file
	failure error
}

// What a call may come to; Failure tells more about the last.
const (
	done int64 = iota
	atEnd
	failed
)

// What to do with a file that is to be written and exists.
const (
	complain int64 = iota
	overwrite
	appending
	supersede
)

// Open opens a file for elements of some bytes. The second result is empty or says why it
// was not opened.
func Open(path str.String, reads, writes bool, exists, size int64) (*Stream, str.String) {
	name, flags, absent := path.Go(), os.O_RDONLY, false
	if writes {
		flags = writeFlags(reads, exists)
		_, err := os.Stat(name)
		absent = errors.Is(err, os.ErrNotExist)
	}
	f, err := os.OpenFile(name, flags, 0o666)
	if err == nil && writes && exists == appending {
		_, err = f.Seek(0, io.SeekEnd)
	}
	if err != nil {
		return nil, text(err)
	}
	made := writes && (absent || exists == supersede)
	return &Stream{f: f, r: bufio.NewReader(f), w: bufio.NewWriter(f), size: size, made: made}, str.String{}
}

func writeFlags(reads bool, exists int64) int {
	flags := os.O_WRONLY | os.O_CREATE
	if reads {
		flags = os.O_RDWR | os.O_CREATE
	}
	switch exists {
	case complain:
		flags |= os.O_EXCL
	case supersede:
		flags |= os.O_TRUNC
	}
	return flags
}

// Failure says why the last call failed.
func Failure(s *Stream) str.String { return text(s.failure) }

// end turns an error into the outcome of a call.
func (s *Stream) end(err error) int64 {
	switch {
	case err == nil:
		return done
	case err == io.EOF:
		return atEnd
	}
	s.failure = err
	return failed
}

// reading makes the buffer for reading the one in use, and writing the other one.
func (s *Stream) reading() error { return s.w.Flush() }

func (s *Stream) writing() error {
	if n := s.r.Buffered(); n > 0 {
		if _, err := s.f.Seek(-int64(n), io.SeekCurrent); err != nil {
			return err
		}
	}
	s.r.Reset(s.f)
	return nil
}

// ReadChar reads a character.
func ReadChar(s *Stream) (rune, int64) {
	if err := s.reading(); err != nil {
		return 0, s.end(err)
	}
	c, _, err := s.r.ReadRune()
	return c, s.end(err)
}

// ReadLine reads up to the end of the line, which is not part of the result, or of the
// file.
func ReadLine(s *Stream) (str.String, int64) {
	if err := s.reading(); err != nil {
		return str.String{}, s.end(err)
	}
	line, err := s.r.ReadString('\n')
	if err == nil {
		line = line[:len(line)-1]
	} else if err == io.EOF && line != "" {
		err = nil
	}
	return str.From(line), s.end(err)
}

// WriteString writes a string, in UTF-8.
func WriteString(s *Stream, text str.String) int64 {
	if err := s.writing(); err != nil {
		return s.end(err)
	}
	_, err := s.w.WriteString(text.Go())
	return s.end(err)
}

// ReadWord reads an element, least significant byte first.
func ReadWord(s *Stream) (word uint64, outcome int64) {
	if err := s.reading(); err != nil {
		return 0, s.end(err)
	}
	for i := int64(0); i < s.size; i++ {
		b, err := s.r.ReadByte()
		if err == io.EOF && i > 0 {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return 0, s.end(err)
		}
		word |= uint64(b) << (8 * i)
	}
	return word, done
}

// WriteWord writes an element.
func WriteWord(s *Stream, word uint64) int64 {
	if err := s.writing(); err != nil {
		return s.end(err)
	}
	for i := int64(0); i < s.size; i++ {
		if err := s.w.WriteByte(byte(word >> (8 * i))); err != nil {
			return s.end(err)
		}
	}
	return done
}

// Position returns how many elements are before the place of the next one.
func Position(s *Stream) (int64, int64) {
	at, err := s.f.Seek(0, io.SeekCurrent)
	at += int64(s.w.Buffered()) - int64(s.r.Buffered())
	return at / s.size, s.end(err)
}

// SetPosition goes to the element of an index.
func SetPosition(s *Stream, i int64) int64 {
	if err := s.w.Flush(); err != nil {
		return s.end(err)
	}
	_, err := s.f.Seek(i*s.size, io.SeekStart)
	s.r.Reset(s.f)
	return s.end(err)
}

// Flush writes what is in the buffer.
func Flush(s *Stream) int64 { return s.end(s.w.Flush()) }

// Close writes what is in the buffer and closes the file.
func Close(s *Stream) int64 { return s.end(errors.Join(s.w.Flush(), s.f.Close())) }

// Abort closes the file and, if it was made for this stream, removes it.
func Abort(s *Stream) int64 {
	err := s.f.Close()
	if s.made {
		err = errors.Join(err, os.Remove(s.f.Name()))
	}
	return s.end(err)
}

// Word and the functions after it turn elements into words and back.
func Word[T int8 | int16 | int32 | int64 | uint8 | uint16 | uint32 | uint64](x T) uint64 {
	return uint64(x)
}

func I8(w uint64) int8    { return int8(w) }
func I16(w uint64) int16  { return int16(w) }
func I32(w uint64) int32  { return int32(w) }
func I64(w uint64) int64  { return int64(w) }
func U8(w uint64) uint8   { return uint8(w) }
func U16(w uint64) uint16 { return uint16(w) }
func U32(w uint64) uint32 { return uint32(w) }

// UFix is a word that has no sign.
func UFix(w uint64) int64 { return int64(w&1<<62 - 1) }
