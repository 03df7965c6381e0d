import './languageTag.ts'
import { render } from 'preact'
import { App } from './App.tsx'
import { startEngine, warmUp } from './compute/engine.ts'
import { keepOffline } from './state/offline.ts'
import { restore } from './state/session.ts'
import './styles/page.css'

warmUp()
startEngine()
void restore()
keepOffline()
// In a task of its own: what has begun above goes on meanwhile.
setTimeout(() => render(<App />, document.getElementById('app')!))
