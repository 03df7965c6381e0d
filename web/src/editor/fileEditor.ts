import { autocompletion, closeBrackets, completionKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { yaml } from '@codemirror/lang-yaml'
import {
  bracketMatching,
  defaultHighlightStyle,
  HighlightStyle,
  indentOnInput,
  syntaxHighlighting,
} from '@codemirror/language'
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint'
import { Compartment, EditorState, Transaction } from '@codemirror/state'
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import type { Problem } from 'caloritron'
import { locate } from '../compute/yamlPlaces.ts'
import { complete } from './completion.ts'

/** An editor of a device file. */
export interface FileEditor {
  show(text: string, problems: readonly Problem[]): void
  /** Shows the value at a path of the file. */
  point(path: string): void
  goTo(line: number, column: number): void
  destroy(): void
}

export interface FileEditorOptions {
  readonly text: string
  readonly problems: readonly Problem[]
  readonly dark: boolean
  readonly onChange: (text: string) => void
}

const darkStyle = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: '#8ab8f2' },
  { tag: [tags.string, tags.content], color: '#d8dce4' },
  { tag: tags.comment, color: '#8d97a6', fontStyle: 'italic' },
  { tag: [tags.number, tags.bool], color: '#7fd8b4' },
])
const lightStyle = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: '#00588a' },
  { tag: tags.comment, color: '#5f6a78', fontStyle: 'italic' },
  { tag: [tags.number, tags.bool], color: '#00664a' },
])

function diagnosticsOf(state: EditorState, problems: readonly Problem[]): Diagnostic[] {
  return problems.flatMap(({ line, column, severity, path, message, suggestion }) => {
    if (line === null || line > state.doc.lines) return []
    const whole = state.doc.line(line)
    const from = Math.min(whole.from + Math.max(0, (column ?? 1) - 1), whole.to)
    const word = /^[^\s,{}[\]#]+(?: [^\s,{}[\]#]+)*/.exec(state.doc.sliceString(from, whole.to))?.[0].length ?? 0
    const text = `${path === '' ? '' : `${path}: `}${message}${suggestion === undefined ? '' : `; ${suggestion}`}`
    return [{ from, to: Math.max(from + word, Math.min(from + 1, state.doc.length)), severity, message: text }]
  })
}

/** Makes an editor in an element of the page. */
export function createFileEditor(
  parent: HTMLElement,
  { text, problems, dark, onChange }: FileEditorOptions,
): FileEditor {
  const look = new Compartment()
  let showing = false
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        lintGutter(),
        history(),
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        highlightActiveLine(),
        yaml(),
        autocompletion({ override: [complete], icons: false }),
        keymap.of([...completionKeymap, ...defaultKeymap, ...historyKeymap, indentWithTab]),
        look.of([
          EditorView.darkTheme.of(dark),
          syntaxHighlighting(dark ? darkStyle : lightStyle),
          syntaxHighlighting(defaultHighlightStyle, { fallback: true }),
        ]),
        EditorView.contentAttributes.of({ tabindex: '0', 'aria-label': 'Device file', spellcheck: 'false' }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !showing) onChange(update.state.doc.toString())
        }),
      ],
    }),
  })
  const show = (next: string, found: readonly Problem[]): void => {
    const old = view.state.doc.toString()
    if (old !== next) {
      // Only what differs is replaced, so that the place one looks at stays where it is.
      let start = 0
      while (start < old.length && start < next.length && old[start] === next[start]) start++
      let end = 0
      while (end < old.length - start && end < next.length - start && old.at(-1 - end) === next.at(-1 - end)) end++
      showing = true
      view.dispatch({
        changes: { from: start, to: old.length - end, insert: next.slice(start, next.length - end) },
        annotations: Transaction.addToHistory.of(false),
      })
      showing = false
    }
    view.dispatch(setDiagnostics(view.state, diagnosticsOf(view.state, found)))
  }
  show(text, problems)
  return {
    show,
    point(path) {
      const span = locate(view.state.doc.toString(), path)
      if (span === null) return
      view.dispatch({
        selection: { anchor: span.from, head: span.to },
        effects: EditorView.scrollIntoView(span.from, { y: 'center' }),
      })
    },
    goTo(line, column) {
      const at = view.state.doc.line(Math.min(line, view.state.doc.lines))
      const place = Math.min(at.from + column - 1, at.to)
      view.dispatch({ selection: { anchor: place }, effects: EditorView.scrollIntoView(place, { y: 'center' }) })
      view.focus()
    },
    destroy: () => view.destroy(),
  }
}
