import { useEffect, useRef, useState } from 'preact/hooks'
import { changeText, problems, text } from '../state/document.ts'
import { selected } from '../state/selection.ts'
import { theme } from '../state/theme.ts'
import type { FileEditor } from './fileEditor.ts'

/** The device file as text, with completion and with its errors in place. */
export function FilePanel() {
  const host = useRef<HTMLDivElement>(null)
  const editor = useRef<FileEditor | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  useEffect(() => {
    let gone = false
    // The editor weighs as much as the rest of the page; it comes when it is looked at.
    import('./fileEditor.ts')
      .then(({ createFileEditor }) => {
        if (gone || host.current === null) return
        editor.current = createFileEditor(host.current, {
          text: text.value,
          problems: problems.value,
          dark: theme.value === 'dark',
          onChange: (next) => changeText(next, 'typing'),
        })
        pointAt(editor.current, selected.value)
      })
      .catch((error: unknown) => setFailure(error instanceof Error ? error.message : String(error)))
    return () => {
      gone = true
      editor.current?.destroy()
      editor.current = null
    }
  }, [theme.value])
  useEffect(() => editor.current?.show(text.value, problems.value), [text.value, problems.value])
  useEffect(() => {
    if (editor.current !== null) pointAt(editor.current, selected.value)
  }, [selected.value])
  const found = problems.value
  return (
    <div class="file">
      {found.length > 0 && (
        <ul class="problems" aria-label="Problems of the file">
          {found.slice(0, 12).map((problem) => (
            <li key={`${problem.path} ${problem.message}`} class={problem.severity}>
              <button
                type="button"
                class="quiet"
                onClick={() => problem.line !== null && editor.current?.goTo(problem.line, problem.column ?? 1)}
              >
                {problem.place}
              </button>
              <span>
                {problem.path !== '' && <code>{problem.path}</code>} {problem.message}
                {problem.suggestion === undefined ? '' : `; ${problem.suggestion}`}
              </span>
            </li>
          ))}
        </ul>
      )}
      {failure === null ? (
        <div ref={host} class="editor" />
      ) : (
        <p class="problem">The editor could not be loaded: {failure}</p>
      )}
    </div>
  )
}

function pointAt(editor: FileEditor, path: string): void {
  if (path !== '') editor.point(path)
}
