import { useId } from 'preact/hooks'
import { reading } from './format.ts'
import { SymbolText } from './SymbolText.tsx'

/** A value with symbol, unit and prefix; what it means shows on hover and focus. */
export function Reading({
  symbol,
  value,
  unit,
  meaning,
  equation,
  color,
  id,
  digits = 5,
}: {
  readonly symbol: string
  readonly value: number
  readonly unit: string
  readonly meaning: string
  readonly equation?: string | undefined
  readonly color?: number
  /** Name by which programs find the number. */
  readonly id?: string
  readonly digits?: number
}) {
  const described = useId()
  const { number, unit: shown } = reading(value, unit, digits)
  return (
    <div class="reading">
      <button type="button" aria-describedby={described}>
        <span class={color === undefined ? 'label' : `label c${color % 6}`}>
          <SymbolText text={symbol} />
        </span>
        <span class="number" data-name={id ?? symbol} data-value={String(value)}>
          {number}
        </span>
        <span class="unit">{shown}</span>
      </button>
      <div class="tip" role="tooltip" id={described}>
        {meaning}
        {equation !== undefined && <span class="equation">{equation}</span>}
      </div>
    </div>
  )
}
