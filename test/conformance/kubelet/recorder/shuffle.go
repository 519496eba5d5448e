package main

import (
	"math/rand/v2"
	"runtime"

	"github.com/go-logr/logr"
)

// shuffler takes the kubelet's log messages, and now and then lets other goroutines go first. There are messages
// everywhere, so any race of the kubelet gets its chance.
type shuffler struct{ most int }

func (shuffler) Init(logr.RuntimeInfo)            {}
func (shuffler) Enabled(int) bool                 { return true }
func (s shuffler) Info(int, string, ...any)       { s.yield() }
func (s shuffler) Error(error, string, ...any)    { s.yield() }
func (s shuffler) WithValues(...any) logr.LogSink { return s }
func (s shuffler) WithName(string) logr.LogSink   { return s }
func (s shuffler) yield() {
	for range rand.IntN(s.most) {
		runtime.Gosched()
	}
}
