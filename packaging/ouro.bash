# Completion of ouro's command line for bash.
_ouro() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} i
    COMPREPLY=()
    # Behind the script, or what takes its place, come the script's own arguments: files.
    for ((i = 1; i < COMP_CWORD; i++)); do
        case ${COMP_WORDS[i]} in
        -c | -m) ((i + 1 < COMP_CWORD)) && { _ouro_files '*'; return; } ;;
        -W | -X | --check-hash-based-pycs | = | :) ((i++)) ;;
        --dis | --parse) break ;;
        -?*) ;;
        *) _ouro_files '*'; return ;;
        esac
    done
    case $previous in
    -c) ;;
    -m) _ouro_words "$(_ouro_modules)" ;;
    -W) _ouro_words "default error always module once ignore" ;;
    -X) _ouro_words "dev importtime int_max_str_digits= showrefcount utf8" ;;
    --check-hash-based-pycs) _ouro_words "always default never" ;;
    =) _ouro_files '*' ;;
    *)
        case $current in
        --*) _ouro_words "--check-hash-based-pycs --dis --help --help-all --help-env --help-xoptions --parse
            --trace-memory --trace-memory=name: --trace-memory=type: --trace-memory-to= --version" ;;
        -*) _ouro_words "-b -B -c -d -E -h -i -I -m -O -OO -P -q -s -S -u -v -V -W -x -X --help --version
            --trace-memory --dis --parse" ;;
        *) _ouro_files '*.py' ;;
        esac ;;
    esac
}

# What begins with the current word.
_ouro_words() {
    COMPREPLY=($(compgen -W "$1" -- "$current"))
    [[ ${COMPREPLY[0]} == *[=:] ]] && compopt -o nospace 2>/dev/null
}

# Files of a pattern, and folders to go on with.
_ouro_files() {
    local IFS=$'\n'
    compopt -o filenames 2>/dev/null
    COMPREPLY=($(compgen -f -X "!$1" -- "$current"))
    [ "$1" = '*' ] || COMPREPLY+=($(compgen -d -- "$current"))
}

# Modules to be run by -m: those of the library that do something, and those here.
_ouro_modules() {
    local path=${current//.//} file
    echo dis inspect json.tool pydoc this timeit unittest
    for file in "$path"*.py "$path"*/__init__.py "$path"*/__main__.py; do
        [ -e "$file" ] || continue
        file=${file%/__*__.py}
        file=${file%.py}
        echo "${file//\//.}"
    done
}

complete -F _ouro ouro
