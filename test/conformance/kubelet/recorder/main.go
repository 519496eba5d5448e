// Records what the kubelet of Kubernetes does with the pods of cases, under a fake clock and with a scripted container
// runtime. Reads cases from standard input, one JSON object a line ({name, case, params}), and writes timelines.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"sync"
)

// A run of one case needs a process of its own: a kubelet cannot be stopped.
const childVariable = "RECORD_ONE_RUN"

// Every other run gives races a push.
const shuffleVariable = "RECORD_SHUFFLED"

// Who wins a race depends on how many goroutines run at the same time.
var processors = []string{"4", "4", "2", "1"}

func main() {
	if os.Getenv(childVariable) != "" {
		recordOneRun()
		return
	}
	runs := flag.Int("runs", 6, "how often each case is run at least, to see its races")
	most := flag.Int("most", 24, "how often a case is run at most whose races go on showing something new")
	parallel := flag.Int("parallel", 2, "how many runs at a time")
	flag.Parse()

	scanner := bufio.NewScanner(os.Stdin)
	scanner.Buffer(nil, 64<<20)
	var inputs [][]byte
	for scanner.Scan() {
		if line := bytes.TrimSpace(scanner.Bytes()); len(line) > 0 {
			inputs = append(inputs, append([]byte(nil), line...))
		}
	}
	outputs := make([]*recording, len(inputs))
	slots := make(chan struct{}, *parallel)
	var done sync.WaitGroup
	for i := range inputs {
		slots <- struct{}{}
		done.Add(1)
		go func() {
			defer done.Done()
			defer func() { <-slots }()
			recorded, err := runOften(inputs[i], *runs, max(*runs, *most))
			if err != nil {
				fmt.Fprintf(os.Stderr, "case %d: %v\n", i, err)
				return
			}
			outputs[i] = recorded
		}()
	}
	done.Wait()
	for _, output := range outputs {
		if output == nil {
			continue
		}
		text, _ := json.Marshal(output)
		fmt.Println(string(text))
	}
}

// A case is run until so many runs in a row have shown nothing that none had shown before.
const calmRuns = 5

// runOften runs a case several times and says what all runs had in common.
func runOften(input []byte, runs, most int) (*recording, error) {
	var result recording
	if err := json.Unmarshal(input, &result); err != nil {
		return nil, err
	}
	var timelines [][]json.RawMessage
	seen := map[string]bool{}
	lastNews := 0
	for i := 0; i < runs || (i < most && i-lastNews <= calmRuns); i++ {
		command := exec.Command(os.Args[0])
		command.Env = append(os.Environ(), childVariable+"=1", "KUBE_FEATURE_WatchListClient=false",
			"GOMAXPROCS="+processors[i%len(processors)])
		if i%2 == 1 {
			command.Env = append(command.Env, shuffleVariable+"=1")
		}
		command.Stdin = bytes.NewReader(input)
		var stderr bytes.Buffer
		command.Stderr = &stderr
		output, err := command.Output()
		if err != nil {
			return nil, fmt.Errorf("%s: %v\n%s\n%s", result.Name, err, output, stderr.String())
		}
		if os.Getenv("RECORDER_LOG") != "" {
			os.Stderr.Write(stderr.Bytes())
		}
		var timeline []json.RawMessage
		if err := json.Unmarshal(output, &timeline); err != nil {
			return nil, fmt.Errorf("%s: %v\n%s", result.Name, err, output)
		}
		timelines = append(timelines, timeline)
		for _, entry := range timeline {
			if text := withoutCount(entry); !seen[text] {
				seen[text] = true
				lastNews = i
			}
		}
	}
	result.Kubernetes = release()
	result.merge(timelines)
	return &result, nil
}

// withoutCount is an entry without the count of an event, which follows from the events before.
func withoutCount(entry json.RawMessage) string {
	return eventCount.ReplaceAllString(string(entry), "")
}

var eventCount = regexp.MustCompile(`,"count":\d+`)
