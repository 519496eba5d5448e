// Records how Kubernetes prints objects as rows of `kubectl get`, and durations. Reads cases from the file named by CASES,
// one a line, and writes them with what is printed to the file named by RECORDING.
package recorder

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"testing"
	"testing/synctest"
	"time"

	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/duration"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	_ "k8s.io/kubernetes/pkg/apis/apps/install"
	_ "k8s.io/kubernetes/pkg/apis/batch/install"
	_ "k8s.io/kubernetes/pkg/apis/core/install"
	"k8s.io/kubernetes/pkg/printers"
	"k8s.io/kubernetes/pkg/printers/internalversion"
)

type record struct {
	Object     json.RawMessage `json:"object,omitempty"`
	Row        []any           `json:"row,omitempty"`
	DurationMs *int64          `json:"durationMs,omitempty"`
	Text       string          `json:"text,omitempty"`
}

// The moment of printing; Go's fake clock starts a day before.
var now = time.Date(2000, 1, 2, 0, 0, 0, 0, time.UTC)

func TestRecord(t *testing.T) {
	in, err := os.Open(os.Getenv("CASES"))
	check(err)
	out, err := os.Create(os.Getenv("RECORDING"))
	check(err)
	defer out.Close()
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	generator := printers.NewTableGenerator().With(internalversion.AddHandlers)
	decoder := legacyscheme.Codecs.UniversalDecoder()
	scanner := bufio.NewScanner(in)
	scanner.Buffer(nil, 1<<24)
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(time.Until(now))
		for scanner.Scan() {
			var given record
			check(json.Unmarshal(scanner.Bytes(), &given))
			if given.DurationMs != nil {
				given.Text = duration.HumanDuration(time.Duration(*given.DurationMs) * time.Millisecond)
			} else {
				object, err := runtime.Decode(decoder, given.Object)
				check(err)
				table, err := generator.GenerateTable(object, printers.GenerateOptions{})
				check(err)
				given.Row = nil
				for _, cell := range table.Rows[0].Cells {
					given.Row = append(given.Row, fmt.Sprint(cell))
				}
			}
			check(encoder.Encode(given))
		}
	})
	check(scanner.Err())
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
