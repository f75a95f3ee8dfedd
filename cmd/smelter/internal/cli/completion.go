package cli

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/pflag"
)

// completionCommand is a function, since it refers to all commands.
func completionCommand() command {
	return command{
		name: "completion", args: "bash|zsh|fish", short: "print what a shell needs to complete smelter's commands",
		long: `  bash: smelter completion bash > ~/.local/share/bash-completion/completions/smelter
  zsh:  smelter completion zsh > DIR/_smelter, where DIR is in $fpath
  fish: smelter completion fish > ~/.config/fish/completions/smelter.fish`,
		run: func(_ *options, args []string) error {
			if len(args) != 1 {
				return usage{"completion needs to know the shell: bash, zsh or fish"}
			}
			write := map[string]func(io.Writer){"bash": completeBash, "zsh": completeZsh, "fish": completeFish}[args[0]]
			if write == nil {
				return usage{fmt.Sprintf("completion knows bash, zsh and fish, not %s", args[0])}
			}
			write(os.Stdout)
			return nil
		},
	}
}

// flagNames returns the options of a command as they are written.
func (c command) flagNames() (names []string) {
	var o options
	c.flagSet(&o).VisitAll(func(f *pflag.Flag) { names = append(names, "--"+f.Name) })
	return names
}

// commandNames returns the names of all commands.
func commandNames() (names []string) {
	for _, c := range commands() {
		names = append(names, c.name)
	}
	return append(names, "help")
}

func completeBash(w io.Writer) {
	fmt.Fprintf(w, `_smelter() {
	local word=${COMP_WORDS[COMP_CWORD]} options=
	if [ "$COMP_CWORD" = 1 ]; then
		COMPREPLY=($(compgen -W %q -- "$word") $(compgen -f -- "$word"))
		return
	fi
	case ${COMP_WORDS[1]} in
`, strings.Join(commandNames(), " "))
	for _, c := range commands() {
		fmt.Fprintf(w, "\t%s) options=%q ;;\n", c.name, strings.Join(c.flagNames(), " "))
	}
	fmt.Fprint(w, `	esac
	case $word in
	-*) COMPREPLY=($(compgen -W "$options" -- "$word")) ;;
	*) COMPREPLY=($(compgen -f -- "$word")) ;;
	esac
}
complete -o filenames -F _smelter smelter smt
`)
}

func completeZsh(w io.Writer) {
	fmt.Fprint(w, "#compdef smelter smt\n_smelter() {\n\tif (( CURRENT == 2 )); then\n\t\tlocal -a commands=(\n")
	for _, c := range commands() {
		fmt.Fprintf(w, "\t\t\t'%s:%s'\n", c.name, strings.ReplaceAll(c.short, "'", ""))
	}
	fmt.Fprint(w, "\t\t\t'help:tell about a command'\n\t\t)\n\t\t_describe command commands\n\t\t_files\n\t\treturn\n\tfi\n\tcase $words[2] in\n")
	for _, c := range commands() {
		fmt.Fprintf(w, "\t%s) [[ $PREFIX == -* ]] && compadd -- %s ;;\n", c.name, strings.Join(c.flagNames(), " "))
	}
	fmt.Fprint(w, "\tesac\n\t_files\n}\n_smelter \"$@\"\n")
}

func completeFish(w io.Writer) {
	for _, c := range commands() {
		fmt.Fprintf(w, "complete -c smelter -n __fish_use_subcommand -a %s -d '%s'\n", c.name, strings.ReplaceAll(c.short, "'", ""))
		for _, f := range c.flagNames() {
			fmt.Fprintf(w, "complete -c smelter -n '__fish_seen_subcommand_from %s' -l %s\n", c.name, strings.TrimPrefix(f, "--"))
		}
	}
	fmt.Fprint(w, "complete -c smelter -n __fish_use_subcommand -a help -d 'tell about a command'\n")
}
