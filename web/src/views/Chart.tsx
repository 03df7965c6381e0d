import { useLayoutEffect, useRef } from 'preact/hooks'
import { theme } from '../state/theme.ts'
import type { ChartSpec } from './chartSpec.ts'
import { drawChart, type Plot } from './plot.ts'
import { valueAt } from './ranges.ts'

/** A chart that keeps its canvas while its data change; it is drawn in the task that the data come in. */
export function Chart({ spec, name }: { readonly spec: ChartSpec; readonly name: string }) {
  const host = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const plot = useRef<Plot | null>(null)
  /** Width [px], asked for once: asking again would lay out the page in the middle of a frame. */
  const width = useRef(0)
  const look = theme.value
  const draw = useRef(() => {})
  draw.current = () => {
    plot.current = drawChart(canvas.current!, spec, look, width.current)
  }
  const pick = useRef(spec.onPick)
  pick.current = spec.onPick

  useLayoutEffect(() => {
    const element = host.current!
    const observer = new ResizeObserver(() => {
      const { clientWidth } = element
      if (clientWidth === 0 || clientWidth === width.current) return
      width.current = clientWidth
      draw.current()
    })
    observer.observe(element)
    // The window may have gone to a screen with other pixels.
    const onResize = (): void => draw.current()
    addEventListener('resize', onResize)
    width.current = element.clientWidth || 300
    const release = followPointer(canvas.current!, plot, (value) => pick.current?.(value))
    return () => {
      release()
      observer.disconnect()
      removeEventListener('resize', onResize)
    }
  }, [])

  useLayoutEffect(() => draw.current(), [spec, look])

  return (
    <div
      ref={host}
      class={spec.onPick ? 'chart pick' : 'chart'}
      role="img"
      aria-label={name}
      style={{ height: `${spec.height}px` }}
    >
      <canvas ref={canvas} />
    </div>
  )
}

/** Reports the value of x under the pointer, within the range, from where it is pressed on the curves to where it is let go. */
function followPointer(
  canvas: HTMLCanvasElement,
  plot: { readonly current: Plot | null },
  onValue: (value: number) => void,
): () => void {
  /** From 0 to 1 between the ends of the axis. */
  const placeOf = (event: PointerEvent): number => {
    const { left, width } = plot.current!
    return (event.clientX - canvas.getBoundingClientRect().left - left) / width
  }
  const report = (place: number): void => onValue(valueAt(plot.current!.ranges.x, Math.min(Math.max(place, 0), 1)))
  const down = (event: PointerEvent): void => {
    const place = placeOf(event)
    if (event.button !== 0 || place < 0 || place > 1) return
    canvas.setPointerCapture(event.pointerId)
    report(place)
  }
  const move = (event: PointerEvent): void => {
    if (canvas.hasPointerCapture(event.pointerId)) report(placeOf(event))
  }
  canvas.addEventListener('pointerdown', down)
  canvas.addEventListener('pointermove', move)
  return () => {
    canvas.removeEventListener('pointerdown', down)
    canvas.removeEventListener('pointermove', move)
  }
}
