// Records how Go reads templates. Reads texts from the file named by CASES, one a line as JSON, and writes them with
// the error or the trees to the file named by RECORDING.
package recorder

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"regexp"
	"strings"
	"testing"
	"text/template/parse"
)

type record struct {
	Template string          `json:"template"`
	Error    string          `json:"error,omitempty"`
	Trees    map[string]tree `json:"trees,omitempty"`
}

type tree struct {
	// The tree as Go prints it.
	Text string `json:"text"`
	// Leaves in order, each with its position in bytes and its value.
	Leaves []string `json:"leaves"`
}

// The name of the template and the line, and where the action began.
var place = regexp.MustCompile(`^template: \*:\d+: `)
var started = regexp.MustCompile(` (in action )?started at \*:\d+$`)

func TestRecord(t *testing.T) {
	in, err := os.Open(os.Getenv("CASES"))
	check(err)
	out, err := os.Create(os.Getenv("RECORDING"))
	check(err)
	defer out.Close()
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	scanner := bufio.NewScanner(in)
	scanner.Buffer(nil, 1<<24)
	for scanner.Scan() {
		var given record
		check(json.Unmarshal(scanner.Bytes(), &given.Template))
		trees := map[string]*parse.Tree{}
		top := parse.New("*")
		top.Mode = parse.ParseComments | parse.SkipFuncCheck
		if _, err := top.Parse(given.Template, "", "", trees); err != nil {
			given.Error = started.ReplaceAllString(place.ReplaceAllString(err.Error(), ""), "")
		} else {
			given.Trees = map[string]tree{}
			for name, one := range trees {
				leaves := []string{}
				walk(one.Root, &leaves)
				given.Trees[name] = tree{one.Root.String(), leaves}
			}
		}
		check(encoder.Encode(given))
	}
	check(scanner.Err())
}

func walk(node parse.Node, leaves *[]string) {
	add := func(kind string, value any) {
		*leaves = append(*leaves, fmt.Sprintf("%s@%d=%v", kind, node.Position(), value))
	}
	branch := func(kind string, node parse.BranchNode) {
		*leaves = append(*leaves, kind)
		walk(node.Pipe, leaves)
		walk(node.List, leaves)
		if node.ElseList != nil {
			*leaves = append(*leaves, "else")
			walk(node.ElseList, leaves)
		}
	}
	switch node := node.(type) {
	case *parse.ListNode:
		for _, one := range node.Nodes {
			walk(one, leaves)
		}
	case *parse.TextNode:
		add("text", len(node.Text))
	case *parse.ActionNode:
		*leaves = append(*leaves, "action")
		walk(node.Pipe, leaves)
	case *parse.IfNode:
		branch("if", node.BranchNode)
	case *parse.RangeNode:
		branch("range", node.BranchNode)
	case *parse.WithNode:
		branch("with", node.BranchNode)
	case *parse.TemplateNode:
		*leaves = append(*leaves, "template")
		if node.Pipe != nil {
			walk(node.Pipe, leaves)
		}
	case *parse.PipeNode:
		for _, variable := range node.Decl {
			walk(variable, leaves)
		}
		for _, command := range node.Cmds {
			*leaves = append(*leaves, "command")
			for _, operand := range command.Args {
				walk(operand, leaves)
			}
		}
	case *parse.ChainNode:
		walk(node.Node, leaves)
		*leaves = append(*leaves, "chain")
	case *parse.StringNode:
		add("string", node.Text)
	case *parse.NumberNode:
		values := make([]string, 3)
		if node.IsInt {
			values[0] = fmt.Sprintf("int:%d", node.Int64)
		}
		if node.IsUint {
			values[1] = fmt.Sprintf("uint:%d", node.Uint64)
		}
		if node.IsFloat {
			values[2] = fmt.Sprintf("float:%d", math.Float64bits(node.Float64))
		}
		add("number", strings.Join(values, ","))
	case *parse.IdentifierNode:
		add("identifier", node.Ident)
	case *parse.BoolNode:
		add("boolean", node.True)
	case *parse.DotNode:
		add("dot", ".")
	case *parse.NilNode:
		add("nil", "nil")
	}
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
