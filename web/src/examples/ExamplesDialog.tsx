import { useEffect, useRef, useState } from 'preact/hooks'
import { changeText } from '../state/document.ts'
import { type Example, loadExamples } from '../state/examples.ts'
import { examplesOpen, selected } from '../state/selection.ts'
import { notice } from '../state/session.ts'
import { thumbnails } from './thumbnails.ts'

/** Every example with its picture and a sentence. */
export function ExamplesDialog() {
  const dialog = useRef<HTMLDialogElement>(null)
  const open = examplesOpen.value
  const [examples, setExamples] = useState<readonly Example[]>([])
  useEffect(() => {
    if (open) {
      void loadExamples().then(setExamples)
      dialog.current?.showModal()
      thumbnails.start()
    } else dialog.current?.close()
  }, [open])
  const choose = (text: string): void => {
    examplesOpen.value = false
    selected.value = ''
    notice.value = null
    changeText(text)
  }
  const pictures = thumbnails.pictures.value
  return (
    <dialog
      ref={dialog}
      class="examples"
      aria-label="Examples"
      onClose={() => {
        examplesOpen.value = false
      }}
    >
      <div class="head">
        <h2>Examples</h2>
        <button
          type="button"
          class="quiet"
          aria-label="Close examples"
          onClick={() => {
            examplesOpen.value = false
          }}
        >
          ×
        </button>
      </div>
      {open && (
        <ul>
          {examples.map(({ name, title, sentence, text }) => (
            <li key={name}>
              <button type="button" data-example={name} onClick={() => choose(text)}>
                <Thumbnail lines={pictures[name]} />
                <strong>{title}</strong>
                <span>{sentence}</span>
                <small>{name}</small>
              </button>
            </li>
          ))}
        </ul>
      )}
    </dialog>
  )
}

function Thumbnail({ lines }: { readonly lines: readonly string[] | null | undefined }) {
  return (
    <svg class="thumbnail" viewBox="0 0 160 90" aria-hidden="true">
      {lines === undefined && (
        <text x="80" y="48" text-anchor="middle">
          …
        </text>
      )}
      {lines?.map((path, index) => (
        <path key={path} d={path} class={`c${index % 6}`} fill="none" stroke="currentColor" stroke-width="2.5" />
      ))}
    </svg>
  )
}
