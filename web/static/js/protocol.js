/**
 * The shapes of docs/PROTOCOL.md, as types: the only place that spells them out for the browser.
 * @module
 */

/** @typedef {'table' | 'desk' | 'wall'} Door */
/** @typedef {'facilitator' | 'helper' | 'participant' | 'wall'} Role */
/** @typedef {'data' | 'picture' | 'outline' | 'card'} View */
/** @typedef {'inside' | 'local' | 'regional' | 'national'} Level */
/** @typedef {'people' | 'organisation' | 'thing'} Kind */

/** @typedef {{zone: string, before: string | null}} Place */
/** @typedef {{level?: Level, kind?: Kind, potential?: boolean}} Description */

/**
 * @typedef {({type: 'note.add', note: string, place: Place, text: string} & Description)
 *   | {type: 'note.edit', note: string, text: string, base: number}
 *   | {type: 'note.move', note: string, place: Place}
 *   | ({type: 'note.describe', note: string} & Description)
 *   | {type: 'note.withhold', note: string, withheld: boolean}
 *   | {type: 'note.remove', note: string}
 *   | {type: 'note.restore', note: string, text?: string}
 *   | {type: 'note.settle', note: string, keep: number[], extra: string[], drop: number[]}
 *   | {type: 'link.add', link: string, ends: {source: string, target: string}, label: string}
 *   | {type: 'link.edit', link: string, label: string}
 *   | {type: 'link.remove', link: string}
 *   | {type: 'link.restore', link: string}
 *   | {type: 'diagram.rename', title: string}} DiagramOp
 */

/**
 * @typedef {{mode: string, diagram?: string | null, task?: string, zone?: string, page?: number,
 *   together?: boolean}} Show
 */

/** Groups as they were seen, see desk/combine_parts.js. @typedef {{notes: string[], wordings: {text: string, level: string}[]}} GroupPart */
/**
 * @typedef {{type: 'group.join', task: string, zone: string, groups: GroupPart[]}
 *   | {type: 'group.split', task: string, zone: string, parts: GroupPart[]}
 *   | {type: 'group.name', task: string, zone: string, group: GroupPart, text: string}
 *   | {type: 'group.differ', task: string, zone: string, one: string, other: string}
 *   | {type: 'group.keep', decision: number, kept: boolean}
 *   | {type: 'vote.open', task: string, zones: string[], dots: number}
 *   | {type: 'vote.close'} | {type: 'vote.show', shown: boolean}
 *   | {type: 'vote.dot', note: string, placed: boolean}} CombineOp
 */
/** @typedef {{seq: number, task: string, zones: string[], dots: number, open: boolean, shown: boolean}} Vote */

/**
 * @typedef {{type: 'order.add', phase: string, kind: PhaseKind, task: string | null, title: string,
 *     minutes: number, note: string, before: string | null}
 *   | {type: 'order.edit', phase: string, title?: string, minutes?: number, note?: string}
 *   | {type: 'order.move', phase: string, before: string | null}
 *   | {type: 'order.remove', phase: string}
 *   | {type: 'plan.begin'} | {type: 'cues.set', sound: boolean, flash: boolean}} OrderOp
 */
/**
 * @typedef {OrderOp | {type: 'phase.go', phase: string, start: boolean}
 *   | {type: 'clock.start'} | {type: 'clock.pause'} | {type: 'clock.stop'}
 *   | {type: 'clock.add', seconds: number}
 *   | {type: 'wall.show', show: Show} | {type: 'wall.prepare', show: Show | null}
 *   | {type: 'wall.queue', item: string, show: Show}
 *   | {type: 'wall.queue_move', item: string, before: string | null}
 *   | {type: 'wall.queue_drop', item: string} | {type: 'wall.back', since: number}
 *   | {type: 'wall.freeze', frozen: boolean} | {type: 'wall.blank', blank: boolean}
 *   | {type: 'calm.set', calm: boolean} | {type: 'brief.light', zone: string | null}
 *   | {type: 'replay.set', playing: boolean, position_ms: number, speed: number}
 *   | {type: 'joining.set', open: boolean} | {type: 'privacy.set', private: boolean}
 *   | {type: 'hand.set', table: string, raised: boolean}
 *   | {type: 'table.ready', table: string, task: string, ready: boolean}
 *   | {type: 'message.send', table: string | null, text: string}
 *   | {type: 'table.rename', table: string, name: string}
 *   | {type: 'table.add', name: string, diagrams: {task: string, diagram: string}[]}
 *   | {type: 'person.move', participant: string, leaves: string, table: string}
 *   | {type: 'person.remove', participant: string}
 *   | {type: 'helper.revoke', helper: string}
 *   | {type: 'diagram.add', diagram: string, table: string, task: string}} SessionOp
 */

/**
 * @typedef {{task: string} & ({type: 'explain.arrange', by: 'table' | 'pair', order: 'table' | 'shuffled', seed: number, afresh: boolean}
 *   | {type: 'explain.move', turn: string, before: string | null}
 *   | {type: 'explain.skip', turn: string, skipped: boolean} | {type: 'explain.later', turn: string}
 *   | {type: 'explain.go', turn: string | null, since: string | null, start: boolean, done: boolean}
 *   | {type: 'explain.run', turn: string, run: boolean} | {type: 'explain.length', seconds: number}
 *   | {type: 'explain.light', zone: string | null})} ExplainOp
 */

/** @typedef {DiagramOp | SessionOp | CombineOp | ExplainOp} Op */

/**
 * One change of a picture or an outline (R17): exactly one of `markup` and `attributes` counts.
 * @typedef {{id: string, parent?: string | null, before?: string | null, markup?: string | null,
 *   attributes?: {[name: string]: string} | null}} Part
 */
/** @typedef {{picture?: Part[], outline?: Part[], card?: Part[]}} Parts */
/** @typedef {{[zone: string]: string}} Lists */
/** @typedef {{[zone: string]: number}} Counts */

/**
 * @typedef {{state: 'idle' | 'running' | 'paused' | 'stopped', ends_at: number | null,
 *   left_ms: number | null, total_ms: number}} Clock
 */
/** @typedef {{id: string, name: string}} Table */
/** @typedef {{id: string, table: string, task: string, number: number}} DiagramEntry */
/** @typedef {'welcome' | 'brief' | 'work' | 'explain' | 'combine' | 'close'} PhaseKind */
/** @typedef {{id: string, kind: PhaseKind, task: string | null, title: string, minutes: number, note?: string}} Phase */

/**
 * What has become of the running order: `clocks` of the steps that were left, and the plan, at the
 * desk only; and what the wall does when time gets short (R36, R37).
 * @typedef {{clocks?: {[phase: string]: Clock}, plan?: {began_at: number, ends_at: number} | null,
 *   cues?: {sound: boolean, flash: boolean}}} Course
 */
/**
 * @typedef {Course & {title: string, code: string, tables: Table[], diagrams: DiagramEntry[],
 *   agenda: Phase[], phase: string, clock: Clock, task: string | null, writing: string | null,
 *   wall: Show, show: Show, joining: 'open' | 'closed' | boolean, private?: boolean, vote?: Vote | null} & Partial<Signals> & Partial<Walls> & Partial<Explaining>} Session
 */
/**
 * What is held back on walls, at desk and wall; the rest at the desk only (R50).
 * @typedef {{calm: boolean, lit: string | null, blank: boolean,
 *   frozen: {at: number, show: Show, task: string | null, lit: string | null, tables: Table[],
 *     diagrams: DiagramEntry[], explain: Explain | null} | null,
 *   replay: Replay, since: number, next: Show | null, coming: Show | null,
 *   queue: {id: string, show: Show}[], past: {seq: number, show: Show}[]}} Walls
 */
/** @typedef {{playing: boolean, position_ms: number, since_ms: number, speed: number}} Replay */

/** Whose turn it is: null outside the steps for it (R60). @typedef {{task: string, turn: string | null, tables: string[], next: string[], clock: Clock, lit: string | null}} Explain */
/** @typedef {{id: string, tables: string[], state: 'now' | 'waiting' | 'done' | 'skipped'}} Turn */
/** @typedef {{turns: Turn[], now: string | null, next: string | null, before: string | null, clock: Clock, seconds: number, lit: string | null}} TurnQueue */
/** `queues`, by task: at the desk only. @typedef {{explain: Explain | null, queues: {[task: string]: TurnQueue}}} Explaining */

/** @typedef {{table: string, letter: string, at: number}} Hand */
/** `table` null: to all. @typedef {{seq: number, table: string | null, text: string, at: number}} Message */
/**
 * What a session holds besides: who is told how much of it depends on the door (R35).
 * @typedef {{hands: Hand[], ready: {[task: string]: string[]}, messages: Message[],
 *   running_since: number | null}} Signals
 */

/** @typedef {{stream: string, zone: string | null}} Typing */
/** @typedef {{participant: string, letter: string, name: string | null, typing: Typing | null}} Person */
/**
 * `devices`, `lost` and `warnings`: at the desk only.
 * @typedef {{here: number, people?: Person[], devices?: number, lost?: number, warnings?: number}} TablePresence
 */
/** @typedef {{[table: string]: TablePresence}} Presence */

/**
 * @typedef {{door: Door, role?: Role, participant: string | null, letter: string | null, name: string | null,
 *   table: string | null}} You
 */
/** @typedef {{code: string, address: string, url: string}} Join */

/**
 * @typedef {{seq: number, ref: string, author: string, letter: string, at: number, op: any,
 *   undoes: number | null}} Entry
 */
/** @typedef {{task: string, title: string, zones: {[zone: string]: string[]}, notes: {[id: string]: any}, links: {[id: string]: any}}} DiagramData */
/** @typedef {{data?: DiagramData, picture?: string, outline?: Lists, card?: string}} Views */

/**
 * @typedef {{type: 'welcome', protocol: number, epoch: string, now: number, heartbeat_s: number,
 *   session: string, you: You, join: Join}} Welcome
 */
/**
 * @typedef {{type: 'state', stream: string, epoch: string, seq: number,
 *   kind: 'session' | 'diagram' | 'screen' | 'still' | 'replay'
 *     | 'composite' | 'matrix' | 'overlap' | 'gaps' | 'zone',
 *   session?: Session, task?: string, table?: string, zone?: string, page?: number, pages?: number,
 *   counts?: Counts, at?: number, length_ms?: number} & Views} State
 */
/**
 * @typedef {{type: 'resumed', stream: string, epoch: string, seq: number, entries: Entry[],
 *   session?: Session, counts?: Counts} & Views} Resumed
 */
/**
 * @typedef {{type: 'applied', stream: string, counts?: Counts, parts?: Parts, session?: Session} & Entry} Applied
 */
/** @typedef {{type: 'known', stream: string, ref: string, seq: number}} Known */
/**
 * @typedef {{type: 'rejected', stream: string, ref: string, code: string, message: string,
 *   retry_ms: number | null}} Rejected
 */
/** @typedef {{type: 'redrawn', stream: string, seq: number, parts: Parts, page?: number, pages?: number,
 *   counts?: Counts, at?: number}} Redrawn */

/**
 * @typedef {Welcome | State | Resumed | Applied | Known | Rejected | Redrawn
 *   | {type: 'presence', tables: Presence}
 *   | {type: 'pong', now: number}
 *   | {type: 'error', code: string, message: string}} ServerMessage
 */

/**
 * @typedef {{type: 'hello', protocol: 1}
 *   | {type: 'watch', stream: string, views: View[], epoch?: string, seq?: number}
 *   | {type: 'unwatch', stream: string}
 *   | {type: 'op', stream: string, ref: string, op: Op}
 *   | {type: 'undo', stream: string, ref: string, seq: number}
 *   | {type: 'typing', stream: string, zone: string | null}
 *   | {type: 'ping'}} ClientMessage
 */

export {};
