"""Silence Procedure: a crisis consultation of thirty-two allies, played, watched, and run a million times.

A module imports its own folder and lower floors only; `tests/test_floors.py` holds that, and the outside libraries.

8  cli.py        the commands (playing.py those of a player, classes.py of a teacher), arguments.py what they may be given;
                 launch.py the self-made environment; testing.py the `test` command
7  desktop/      a table in a window: the app, its sitting at the table, its screens; widgets/ knows nothing of the game
7  classroom/    a table for a class: rooms and their codes, the doors of the server, pages for phones, wall and teacher
7  printing/     a table on paper: cards, ballots, sealed news, the chair's script; its minutes made into a saved game
7  terminal/     a table in a terminal: play, resume, replay
7  authoring/    what an author of scenarios needs: new, check, schema, sheets; assets: pictures, faces, maps, sounds made again
6  debrief/      a played game afterwards: its facts as plain values, and the page, PDF, CSV and JSON that tell them
5  telling/      a game in sentences, for every client: names, events, why, the end
4  lab/          many games: playtest, calibrate, scripts, lint, sheets, skill, ablation, bench, temper; and what is behind an
                 answer: reasons, changed, why, adviser, par
3  table/        one game with people: decisions and their text form, seats, views, journal, replay, remarks; bell.py
                  plans a lesson
2  allies/       how governments, chair and adversary decide; play.py is the table of contents of a game; compromise, lookahead
1  rules/        the game itself, in whole numbers: state, luck, phases, silence, escalation, injects, ledger, endings
0  scenario/     what an author writes: schema, loading, the `when` language, compilation to a rulebook of integer tables
"""
