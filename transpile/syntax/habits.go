package syntax

// This file knows what people write who come from another language, and says what to write
// instead.

// ToplevelHabit returns what to write instead of a toplevel form of another language, or "".
func ToplevelHabit(head string) string { return toplevelHabits[head] }

// ValueHabit returns what to write instead of a function, form or value of another
// language, or "".
func ValueHabit(name string) string { return valueHabits[name] }

// TypeHabit returns what a type of another language is called, or "".
func TypeHabit(name string) string { return typeHabits[name] }

const (
	useDefine  = "functions and values are defined by (define (NAME PARAMETER*) BODY) and (define NAME VALUE)"
	useType    = "types are defined by (define-type NAME (CONSTRUCTOR TYPE*)*)"
	useStruct  = "records are defined by (define-struct NAME (FIELD TYPE)*)"
	useClass   = "classes are defined by (define-class (NAME :a) (METHOD TYPE)*)"
	useMacro   = "macros are defined in scripts and Lisp-wrapped files, not in package files"
	useImport  = "imports are clauses of the package form: (package NAME (import PACKAGE))"
	useCell    = "variables do not change; a Cell does: (cell:write! c x)"
	useMatch   = "lists are taken apart by (match xs ((Cons x rest) ...) ((Nil) ...))"
	useLet     = "local functions are (let ((f (fn (x) ...))) ...)"
	useTop     = "definitions stand at toplevel: is a parenthesis missing before this one?"
	useFor     = "loops are (for ((i 0 (+ i 1))) :while (< i n) ...), or recursion"
	useEach    = "for steps variables; (dolist (x xs) ...) of coalton/experimental/loops is done for the elements of a list, (doiter (x xs) ...) for those of anything"
	useCatch   = "errors are handled by (catch e ((CONSTRUCTOR x) ...) (_ ...))"
	useThrow   = "exceptions are raised by (throw (CONSTRUCTOR x)), or by (error \"text\")"
	useCall    = "a function in a variable is called like any other: (f x)"
	useValues  = "several results are bound by (let (values a b) = e)"
	useTrue    = "the last test of cond is True, and of match the pattern _"
	useAppend  = "texts are joined by (<> a b), and lists of them by (mconcat xs)"
	useProgn   = "several expressions in order are (progn ...)"
	useMakeLst = "a list is (make-list 1 2 3), or [1 2 3] where a List is expected"
)

var toplevelHabits = map[string]string{
	"DEFUN": useDefine, "DEFN": useDefine, "DEF": useDefine, "DEFVAR": useDefine, "DEFPARAMETER": useDefine,
	"DEFCONSTANT": useDefine, "FN": useDefine, "FUN": useDefine, "FUNC": useDefine, "LET": useDefine,
	"LAMBDA": useDefine, "VAR": useDefine, "VAL": useDefine, "CONST": useDefine, "SETQ": useDefine, "SETF": useDefine,
	"DEFTYPE": useType, "DATA": useType, "ENUM": useType, "TYPE": useType, "NEWTYPE": useType, "DEFINE-DATA": useType,
	"DEFSTRUCT": useStruct, "STRUCT": useStruct, "RECORD": useStruct, "DEFINE-RECORD": useStruct,
	"DEFINE-RECORD-TYPE": useStruct, "DEFCLASS": useStruct,
	"CLASS": useClass, "DEFGENERIC": useClass, "TRAIT": useClass, "INTERFACE": useClass,
	"DEFMETHOD": "instances are (define-instance (CLASS TYPE) (define (METHOD x) ...))",
	"INSTANCE":  "instances are (define-instance (CLASS TYPE) (define (METHOD x) ...))",
	"DEFMACRO":  useMacro, "DEFINE-SYNTAX": useMacro, "DEFINE-EXPRESSION-MACRO": useMacro, "DEFINE-TOPLEVEL-MACRO": useMacro,
	"IMPORT": useImport, "IMPORT-FROM": useImport, "USE": useImport, "REQUIRE": useImport, "EXPORT": useImport,
	"ALIAS": "another name for a type is (define-type-alias NAME TYPE)",
}

var valueHabits = map[string]string{
	"FOR": useEach, "FOR*": useEach,
	"LAMBDA": "a function is (fn (x) ...)", "FUNCTION": "a function is (fn (x) ...), and one with a name is a value by it: f, not #'f", "DEFUN": useLet,
	"SETF": useCell, "SETQ": useCell, "SET!": useCell, "INCF": useCell, "DECF": useCell, ":=": useCell,
	"CAR": useMatch, "CDR": useMatch, "FIRST": useMatch, "REST": useMatch, "CADR": useMatch, "CASE": useMatch,
	"FLET": useLet, "LABELS": useLet, "LETREC": useLet, "DEFINE": useTop, "DEFINE-TYPE": useTop, "DECLARE": useTop,
	"WHILE": useFor, "UNTIL": useFor, "LOOP": useFor, "FOREACH": useFor, "FOR-EACH": useFor,
	"HANDLER-CASE": useCatch, "TRY": useCatch, "WITH-HANDLER": useCatch,
	"RAISE": useThrow, "SIGNAL": useThrow, "PANIC": useThrow, "FUNCALL": useCall, "APPLY": useCall,
	"MULTIPLE-VALUE-BIND": useValues, "LET-VALUES": useValues, "RECEIVE": useValues,
	"ELSE": useTrue, "OTHERWISE": useTrue, "T": useTrue,
	"STRING-APPEND": useAppend, "CONCATENATE": useAppend, "CONCAT": useAppend, "BEGIN": useProgn, "BLOCK": useProgn,
	"LIST":  useMakeLst,
	"QUOTE": "there is no quoted data: lists are made by (make-list 1 2 3), and names are constructors of a type",
	"=":     "equality is (== a b)", "EQ": "equality is (== a b)", "EQL": "equality is (== a b)",
	"EQUAL": "equality is (== a b)", "EQUAL?": "equality is (== a b)", "STRING=": "equality is (== a b)",
	"!=": "inequality is (/= a b)", "NOT=": "inequality is (/= a b)", "%": "the remainder is (mod a b)",
	"MODULO": "the remainder is (mod a b)", "REMAINDER": "the remainder is (rem a b)",
	"&&": "conjunction is (and a b)", "||": "disjunction is (or a b)",
	"JUST": "the constructors of Optional are Some and None", "NOTHING": "the constructors of Optional are Some and None",
	"LEFT": "the constructors of Result are Err and Ok", "RIGHT": "the constructors of Result are Err and Ok",
	"TRUE?": "the Booleans are True and False",
}

var typeHabits = map[string]string{
	"INT": "Integer", "BIGINT": "Integer", "INT64": "I64", "INT32": "I32", "INT16": "I16", "INT8": "I8",
	"UINT64": "U64", "UINT32": "U32", "UINT16": "U16", "UINT8": "U8", "BYTE": "U8", "BOOL": "Boolean",
	"FLOAT": "F64", "DOUBLE": "F64", "FLOAT64": "F64", "FLOAT32": "F32", "RATIONAL": "Fraction",
	"STR": "String", "TEXT": "String", "CHARACTER": "Char", "RUNE": "Char", "MAYBE": "Optional", "OPTION": "Optional",
	"EITHER": "Result", "PAIR": "Tuple", "ARRAY": "Vector", "NULL": "Unit", "NIL": "Unit",
}
