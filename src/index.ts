export { compile, type Model, solve } from './device/compile.js'
