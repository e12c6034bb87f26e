//! The numbered list of faults that the program must survive, with a test for each one. Run the
//! long tests with `cargo test -- --ignored`.
#![cfg(unix)]

mod support;

#[path = "faults/bank.rs"]
mod bank;
#[path = "faults/banks.rs"]
mod banks;
#[path = "faults/busy.rs"]
mod busy;
#[path = "faults/clock.rs"]
mod clock;
#[path = "faults/command_line.rs"]
mod command_line;
#[path = "faults/data.rs"]
mod data;
#[path = "faults/days.rs"]
mod days;
#[path = "faults/escapes.rs"]
mod escapes;
#[path = "faults/keyboard.rs"]
mod keyboard;
#[path = "faults/kill.rs"]
mod kill;
#[path = "faults/memory.rs"]
mod memory;
#[path = "faults/process.rs"]
mod process;
#[path = "faults/state_folder.rs"]
mod state_folder;
#[path = "faults/terminal.rs"]
mod terminal;
#[path = "faults/vanished.rs"]
mod vanished;

use std::path::Path;

/// Every fault with its number, its description, and the test that causes it and checks the
/// outcome. Each row must be on one line.
#[rustfmt::skip]
const FAULTS: &[(u8, &str, &str)] = &[
    (1, "escapes in the texts of a bank", "tests/faults/bank.rs::no_text_of_a_bank_writes_an_escape_on_any_screen"),
    (1, "escapes in the texts of a bank", "tests/faults/bank.rs::any_text_is_cleaned_to_what_no_terminal_acts_on"),
    (1, "escapes in the texts of a bank", "tests/program/broken_banks.rs::texts_of_a_bank_cannot_steer_the_terminal"),
    (2, "escapes in errors, names and output", "tests/program/broken_banks.rs::a_broken_file_and_its_name_cannot_steer_the_terminal"),
    (2, "escapes in lines", "tests/plain/text.rs::texts_that_would_steer_a_terminal_are_told_as_marks"),
    (2, "escapes in errors, names and output", "tests/cli.rs::texts_of_a_bank_print_no_escapes"),
    (2, "escapes in errors, names and output", "tests/faults/bank.rs::any_text_is_a_bank_or_a_list_of_problems"),
    (3, "bidi overrides and zero width", "src/text.rs::what_steers_or_hides_becomes_a_mark"),
    (3, "bidi overrides and zero width", "tests/faults/bank.rs::any_text_is_cleaned_to_what_no_terminal_acts_on"),
    (4, "a million marks on a letter", "src/text.rs::marks_on_a_letter_are_capped"),
    (4, "a million marks on a letter", "tests/faults/terminal.rs::marks_on_one_letter_are_capped_on_the_screen_too"),
    (5, "emoji of disputed width", "tests/faults/terminal.rs::widths_that_the_terminal_takes_for_others_are_healed_by_drawing_all"),
    (6, "windows of 0 × 0 and 1 × 1", "tests/faults/terminal.rs::it_starts_in_a_window_of_no_size_and_grows"),
    (6, "windows of every size", "src/tui/random_walk.rs::every_screen_is_drawn_in_windows_of_every_size"),
    (6, "windows of every size", "src/tui/random_walk.rs::a_result_is_drawn_in_windows_of_every_size"),
    (7, "2,000 resizes", "tests/faults/terminal.rs::after_many_resizes_the_last_size_is_what_is_drawn"),
    (8, "a paste that never ends", "tests/faults/terminal.rs::a_paste_that_never_ends_does_not_keep_one_from_quitting"),
    (8, "sequences that never end", "tests/faults/terminal.rs::other_sequences_that_never_end_do_not_either"),
    (8, "a pause ends what lost its end", "src/tui/decode/tests.rs::a_pause_ends_a_string_or_a_paste_that_lost_its_end"),
    (9, "an arrow in pieces", "tests/program/exam.rs::an_arrow_that_arrives_in_pieces_strikes_nothing_out"),
    (9, "an arrow in pieces", "tests/faults/terminal.rs::an_arrow_in_pieces_fifty_milliseconds_apart_keeps_the_session"),
    (9, "an arrow in pieces", "tests/program/escape.rs::an_arrow_that_a_slow_line_tears_apart_leaves_no_page"),
    (10, "200,000 keys, some no text", "tests/faults/terminal.rs::a_flood_of_keys_neither_crashes_it_nor_finishes_an_exam"),
    (10, "a flood that would finish an exam", "tests/program/exam.rs::a_flood_of_enter_and_y_cannot_finish_an_exam"),
    (10, "a million random events", "src/tui/random_walk.rs::nothing_that_a_learner_does_makes_it_panic"),
    (11, "releases and repeats of keys", "src/tui/input.rs::a_press_is_one_action_and_its_release_none"),
    (11, "releases and repeats of keys", "src/tui/decode/tests.rs::a_release_is_told_from_a_press"),
    (12, "a terminal that answers nothing", "tests/program/start.rs::the_terminal_is_asked_nothing"),
    (13, "output that is blocked", "tests/faults/terminal.rs::an_exam_expires_while_the_terminal_takes_nothing"),
    (13, "output that is blocked", "tests/faults/terminal.rs::a_signal_ends_it_while_the_terminal_takes_nothing"),
    (13, "output that is blocked", "tests/faults/terminal.rs::what_is_typed_while_the_terminal_takes_nothing_is_kept_and_shown_later"),
    (14, "the terminal goes, with a signal", "tests/faults/process.rs::it_goes_with_its_terminal_told_by_a_signal"),
    (14, "the terminal goes, the signal ignored", "tests/faults/process.rs::it_goes_with_its_terminal_where_the_signal_is_ignored"),
    (14, "the terminal goes, without a signal", "tests/faults/process.rs::it_goes_with_its_terminal_where_no_signal_comes"),
    (14, "the terminal goes, the signal blocked", "tests/faults/process.rs::it_goes_with_its_terminal_every_time"),
    (15, "TERM, INT, QUIT", "tests/program/signals.rs::term_int_hup_and_quit_exit_with_128_and_their_number"),
    (15, "every way out, a hundred times", "tests/faults/process.rs::the_terminal_is_restored_every_time"),
    (16, "Ctrl-Z and back", "tests/faults/process.rs::ctrl_z_gives_the_terminal_to_the_shell_and_fg_brings_it_back"),
    (16, "Ctrl-Z where nobody continues it", "tests/faults/process.rs::ctrl_z_does_nothing_where_nobody_could_continue_it"),
    (16, "Ctrl-Z as leader of a session", "tests/program/signals.rs::ctrl_z_does_nothing_where_no_shell_could_bring_it_back"),
    (16, "STOP and CONT", "tests/faults/process.rs::stopped_and_continued_from_outside_it_draws_all_anew"),
    (17, "a panic while drawing, in a worker", "tests/faults/process.rs::the_terminal_is_restored_once_on_every_way_out"),
    (17, "a panic while drawing, in a worker", "tests/faults/process.rs::a_panic_is_reported_below_the_shell_s_own_words_and_quotes_nothing"),
    (17, "a panic while drawing, in a worker", "tests/faults/process.rs::after_a_panic_the_session_is_offered_again"),
    (18, "KILL at random moments", "tests/faults/kill.rs::what_was_called_saved_is_there_after_a_kill"),
    (18, "KILL at random moments, 500", "tests/faults/kill.rs::what_was_called_saved_is_there_after_every_kill"),
    (18, "KILL at every write", "tests/faults/kill.rs::what_was_called_saved_is_there_after_a_kill_at_every_write"),
    (19, "no terminal", "tests/program/no_terminal.rs::in_a_pipe_the_program_says_what_to_use_instead"),
    (19, "closed descriptors", "tests/faults/process.rs::closed_descriptors_are_no_terminal_and_no_harm"),
    (20, "a closed pipe", "tests/faults/process.rs::a_reader_that_goes_away_is_no_error_of_any_command"),
    (21, "a cap on memory", "tests/faults/memory.rs::a_bank_that_needs_more_memory_than_there_is_is_refused_in_a_sentence"),
    (21, "a cap on memory", "tests/faults/memory.rs::with_little_memory_it_runs_or_says_that_it_cannot"),
    (21, "a cap on memory", "tests/faults/memory.rs::a_large_default_of_a_table_costs_its_size_once"),
    (22, "disk full at the nth write", "tests/rigs/disk.rs::an_answer_that_a_full_disk_does_not_take_is_marked_and_tried_again"),
    (22, "any write that fails", "tests/rigs/disk.rs::whichever_write_fails_what_is_called_saved_is_there"),
    (22, "a disk of 300 KB", "tests/rigs/disk.rs::a_disk_of_300_kilobytes_fills_and_is_cleared_again"),
    (23, "fsync fails", "tests/rigs/disk.rs::no_answer_is_called_saved_when_the_disk_does_not_sync"),
    (24, "a limit on file sizes", "tests/faults/process.rs::a_limit_on_file_sizes_fails_the_write_and_not_the_program"),
    (25, "a home that is read-only", "tests/rigs/disk.rs::a_home_that_is_read_only_is_said_and_the_quiz_runs"),
    (26, "no home, or a relative one", "tests/program/history.rs::without_any_home_that_is_said_and_nothing_is_written"),
    (27, "readable by its owner alone", "tests/program/history.rs::whatever_the_umask_only_its_owner_can_read_it_and_what_is_beside_it"),
    (28, "four writers at once", "tests/rigs/parallel.rs::four_programs_answer_at_once_and_every_answer_is_there"),
    (29, "a damaged or foreign history", "tests/program/history.rs::a_damaged_history_is_set_aside"),
    (29, "a thousand changed histories", "tests/mutations.rs::a_thousand_changed_histories_cost_nothing_that_they_still_had"),
    (30, "a history of a newer program", "tests/program/history.rs::a_history_of_a_newer_program_is_left_as_it_is"),
    (31, "killed during a migration", "tests/rigs/sweep.rs::killed_during_a_migration_the_history_is_old_or_new"),
    (32, "a FIFO or a device in its place", "tests/program/history.rs::a_fifo_or_a_device_in_its_place_is_refused"),
    (32, "a folder in its place", "tests/program/history.rs::a_folder_in_its_place_is_left_as_it_is"),
    (33, "locking fails", "tests/rigs/disk.rs::a_file_system_without_locks_is_said"),
    (34, "eight hours of suspend", "tests/exam_hard_cases.rs::eight_hours_of_suspend_leave_the_deadline_where_it_was"),
    (35, "the wall clock moved between runs", "tests/faults/clock.rs::a_wall_clock_that_is_moved_between_two_runs_changes_nothing"),
    (35, "the wall clock moved while it runs", "tests/faults/clock.rs::a_wall_clock_that_is_moved_while_it_runs_changes_nothing"),
    (36, "time zones", "tests/faults/clock.rs::instants_are_kept_in_utc_and_days_are_counted_where_one_is"),
    (36, "summer time", "tests/faults/clock.rs::an_hour_that_summer_takes_or_gives_changes_no_time_that_is_left"),
    (37, "resumed after the deadline", "tests/program/expiry.rs::an_exam_whose_deadline_passed_while_away_has_ended_and_is_scored"),
    (37, "resumed after the deadline", "tests/program/expiry.rs::it_ended_at_its_deadline_and_not_when_somebody_looked"),
    (38, "an answer in the instant of expiry", "tests/exam_hard_cases.rs::an_answer_at_the_instant_of_expiry_is_too_late"),
    (38, "an answer in the instant of expiry", "tests/engine_properties.rs::from_the_limit_on_only_the_end_is_taken"),
    (39, "times that no calendar has", "tests/faults/clock.rs::times_that_no_calendar_has_are_shown_without_harm"),
    (39, "limits that are none", "tests/faults/clock.rs::what_a_history_says_of_limits_is_taken_with_care"),
    (40, "nesting and a million =", "tests/faults/bank.rs::nesting_without_end_and_a_million_equal_signs_are_a_short_error"),
    (40, "any text as a bank", "tests/faults/bank.rs::any_text_is_a_bank_or_a_list_of_problems"),
    (41, "files too large, or no files", "tests/faults/bank.rs::what_is_too_large_or_no_file_is_refused_after_a_bounded_read"),
    (41, "fields too long", "tests/faults/bank.rs::a_field_that_is_too_long_is_refused_wherever_it_stands"),
    (42, "duplicate and unknown names", "tests/faults/bank.rs::duplicate_and_unknown_names_are_told_with_line_column_and_a_way_out"),
    (43, "questions that cannot be asked", "tests/faults/bank.rs::a_question_that_cannot_be_asked_fails_alone"),
    (44, "BOM, UTF-16, CRLF, CR, NUL", "tests/faults/bank.rs::every_way_to_write_text_is_read_or_named"),
    (45, "options alike", "tests/faults/bank.rs::options_that_differ_in_spaces_and_a_stop_are_one"),
    (46, "a bank edited during a session", "tests/faults/bank.rs::a_bank_that_is_edited_during_a_session_changes_nothing_in_it"),
    (46, "a bank edited during an exam", "tests/exam_hard_cases.rs::a_key_corrected_since_grades_the_exam_and_its_options_keep_their_order"),
    (47, "links in a circle", "tests/faults/bank.rs::links_in_a_circle_and_files_that_cannot_be_read_are_skipped_and_told"),
    (47, "files without permission", "tests/faults/bank.rs::a_file_without_permission_is_told"),
    (48, "GIFT that is broken", "tests/exchange.rs::every_format_gives_its_questions_and_tells_the_broken_ones_by_line"),
    (49, "Aiken that is broken", "tests/exchange.rs::every_format_gives_its_questions_and_tells_the_broken_ones_by_line"),
    (50, "CSV ragged, unclosed, huge", "tests/exchange.rs::ragged_unclosed_and_huge_cells_fail_alone_and_are_told_briefly"),
    (51, "unclosed tags", "tests/exchange.rs::many_unclosed_tags_are_rejected_as_fast_as_other_long_text"),
    (51, "hostile Markdown", "tests/exchange_round_trip.rs::whatever_comes_in_a_bank_of_it_loads"),
    (52, "names that lead elsewhere", "tests/exchange.rs::names_in_files_lead_nowhere"),
    (53, "files of other kinds", "tests/exchange.rs::files_of_other_kinds_are_named_with_what_to_export_instead"),
    (54, "a killed import", "tests/exchange.rs::a_killed_import_leaves_all_or_nothing"),
    (55, "the same import again", "tests/exchange.rs::the_same_file_again_changes_nothing"),
    (56, "cells that would run", "tests/exchange.rs::cells_that_a_spreadsheet_would_run_are_neutralized_and_come_back"),
    (57, "arguments that are no text", "tests/faults/command_line.rs::bytes_that_are_no_text_do_no_harm_wherever_they_stand"),
    (58, "TERM=dumb", "tests/plain/modes.rs::a_dumb_terminal_gets_lines_without_asking_for_them"),
    (58, "NO_COLOR", "tests/program/looks.rs::no_color_writes_not_one_color_and_says_all_in_words"),
    (59, "LC_ALL=C", "tests/program/looks.rs::a_plain_locale_gets_ascii_alone"),
    (59, "LC_ALL=C in lines", "tests/plain/text.rs::a_plain_locale_gets_ascii_alone_and_loses_nothing"),
    (60, "wrong usage", "tests/faults/command_line.rs::every_exit_code_is_one_that_help_tells"),
    (60, "wrong usage", "tests/cli.rs::wrong_usage_exits_with_2"),
    (61, "a paste outside a field", "tests/faults/terminal.rs::a_paste_outside_a_field_does_nothing_and_says_so"),
    (61, "a paste that the terminal does not mark", "tests/faults/terminal.rs::pasted_text_that_is_not_marked_does_nothing_either"),
    (62, "a long paste into a field", "tests/faults/terminal.rs::what_is_pasted_into_a_field_is_one_line_whatever_its_length"),
    (63, "replies of the terminal to other programs", "tests/faults/terminal.rs::replies_of_the_terminal_to_other_programs_are_skipped"),
    (64, "replies cut anywhere", "src/tui/decode/tests.rs::strings_are_skipped_however_they_are_cut"),
    (65, "one wrong number in [exam]", "tests/faults/bank.rs::one_wrong_number_of_the_exam_costs_the_exam_alone_and_is_told_on_its_line"),
    (66, "thousands of mistakes in a bank", "tests/faults/bank.rs::thousands_of_mistakes_are_counted_and_not_written_in_full"),
    (67, "a state folder that others can read", "tests/faults/state_folder.rs::a_folder_that_others_can_read_is_closed_to_them_with_all_that_is_in_it"),
    (68, "links in the state folder", "tests/faults/state_folder.rs::links_in_the_folder_are_refused_and_what_they_lead_to_is_not_touched"),
    (69, "triggers and views in a history", "tests/faults/state_folder.rs::a_history_with_triggers_or_views_is_refused"),
    (70, "a log that was cut off", "tests/faults/state_folder.rs::a_log_that_was_cut_off_is_not_taken_for_a_whole_one"),
    (71, "answers from the future", "tests/faults/days.rs::an_answer_from_the_future_changes_nothing_before_its_day"),
    (71, "answers from the future", "tests/faults/days.rs::an_answer_from_the_future_is_reported_wherever_one_looks"),
    (72, "answers of tomorrow", "tests/faults/days.rs::an_answer_within_a_day_counts_as_one_of_today"),
    (73, "notes from the future", "tests/tolerant_history.rs::a_plan_dated_in_the_future_does_not_override_one_that_is_set_now"),
    (73, "notes from the future", "tests/tolerant_history.rs::a_reset_dated_in_the_future_covers_what_was_answered_and_no_more"),
    (74, "backups from the future", "tests/faults/days.rs::backups_from_the_future_never_displace_the_newest"),
    (75, "an evening past midnight", "tests/faults/days.rs::twelve_minutes_across_midnight_are_not_a_day"),
    (75, "an evening past midnight", "tests/faults/days.rs::three_late_evenings_are_a_streak_of_three"),
    (76, "a journey between an answer and its review", "tests/faults/days.rs::the_days_since_a_mistake_are_counted_where_it_was_made"),
    (76, "a journey to the west", "tests/faults/days.rs::a_journey_to_the_west_takes_nothing_back"),
    (77, "usage errors that quote escapes", "tests/faults/command_line.rs::usage_errors_write_no_escapes_of_their_arguments_to_a_terminal"),
    (78, "options that look alike", "tests/faults/bank.rs::options_that_look_alike_are_refused_however_their_letters_are_written"),
    (79, "an odd id of a bank", "tests/faults/bank.rs::an_odd_id_of_a_bank_is_reported_and_the_bank_works"),
    (80, "a log file that is a pipe", "tests/faults/command_line.rs::a_log_file_that_is_a_pipe_without_a_reader_is_refused_at_once"),
    (81, "a history that cannot be reached", "tests/faults/command_line.rs::a_history_that_cannot_be_reached_is_not_called_new"),
    (82, "no home folder", "tests/faults/command_line.rs::without_a_home_folder_settings_and_history_are_refused_alike"),
    (83, "a file in the place of the backups", "tests/faults/command_line.rs::a_cause_is_named_once"),
    (3, "what shows nothing", "src/text.rs::what_no_list_of_controls_has_and_yet_shows_nothing_becomes_a_mark"),
    (5, "emoji and scripts with joiners", "src/text.rs::scripts_and_emoji_that_need_joiners_keep_them_and_others_do_not"),
    (84, "another program that writes for long", "tests/faults/busy.rs::keys_go_on_meanwhile_and_answers_are_saved_afterwards"),
    (84, "another program that writes for long", "tests/faults/busy.rs::a_start_does_not_wait_for_the_write_and_has_its_history"),
    (85, "Caps Lock", "tests/faults/keyboard.rs::capitals_act_where_nothing_can_be_struck_out"),
    (85, "Caps Lock", "tests/faults/keyboard.rs::a_capital_that_strikes_out_mentions_caps_lock_and_enter_stays"),
    (86, "keyboard layouts that are not Latin", "tests/faults/keyboard.rs::letters_of_other_layouts_act_by_their_place"),
    (87, "keyboard layouts that are not known", "tests/faults/keyboard.rs::a_letter_of_no_known_layout_is_answered_with_the_keys_that_work"),
    (88, "no memory left while screens are shown", "tests/faults/process.rs::the_terminal_is_restored_once_on_every_way_out"),
    (89, "a window of absurd size", "tests/faults/terminal.rs::a_window_that_claims_an_absurd_size_takes_no_memory_for_it"),
    (90, "symbols of ambiguous width", "src/tui/theme/symbols.rs::every_twin_has_one_width_everywhere"),
    (91, "a key that was corrected", "tests/faults/data.rs::after_a_key_was_corrected_every_place_shows_the_new_verdict"),
    (91, "a topic that left the bank", "tests/faults/data.rs::totals_add_up_when_a_topic_left_the_bank"),
    (92, "a bank with a new id", "tests/faults/data.rs::a_bank_with_a_new_id_keeps_its_history_once_that_is_moved"),
    (93, "an export to a dash", "tests/faults/data.rs::a_dash_is_standard_output_for_exports"),
    (93, "a notice wider than its window", "tests/program/sizes.rs::a_window_that_is_too_small_says_so_and_comes_back"),
    (93, "letters that search folds", "src/app/search/query.rs::a_word_is_found_whatever_its_case_and_accents"),
    (93, "a bank without topics", "tests/faults/data.rs::the_result_on_a_bank_without_topics_has_one_row"),
    (95, "a history that takes seconds to copy", "tests/program/backups.rs::a_large_history_is_copied_while_one_studies_and_not_on_the_way_out"),
    (94, "a history that vanishes", "tests/faults/vanished.rs::a_session_reports_that_its_history_vanished"),
    (94, "a history that vanishes", "tests/faults/vanished.rs::every_screen_reports_that_the_history_vanished"),
    (36, "time zones without an end", "tests/faults/clock.rs::a_time_zone_that_is_no_file_of_rules_is_not_read"),
    (96, "merges in any order", "tests/merge_orders.rs::every_order_of_merges_ends_in_the_same_history"),
    (70, "a log that names a question by another's id", "tests/hostile_logs.rs::a_question_under_the_id_of_another_is_refused"),
    (70, "a log of sound sessions that somebody changed", "tests/hostile_logs.rs::a_sound_log_that_somebody_changed"),
    (94, "a history that vanishes", "tests/faults/vanished.rs::answers_are_saved_once_the_history_is_back"),
    (94, "a history that vanishes", "tests/faults/vanished.rs::lines_report_that_the_history_vanished"),
];

/// The number of faults.
const ALL: u8 = 96;

#[test]
fn every_fault_has_a_test() {
    let has = |number: &u8| FAULTS.iter().any(|row| row.0 == *number);
    let without: Vec<_> = (1..=ALL).filter(|number| !has(number)).collect();
    assert!(
        without.is_empty(),
        "no test makes these happen: {without:?}"
    );
}

#[test]
fn every_test_that_is_named_is_there_and_is_a_test() {
    for (number, what, test) in FAULTS {
        let (file, name) = test.split_once("::").expect("a file and a name");
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
        let text = std::fs::read_to_string(&path)
            .unwrap_or_else(|error| panic!("{number}, {what}: {file}: {error}"));
        let head = format!("fn {name}(");
        let lines: Vec<_> = text.lines().map(str::trim).collect();
        let at = lines.iter().position(|line| line.starts_with(&head));
        let at = at.unwrap_or_else(|| panic!("{number}, {what}: there is no {test}"));
        let marks = lines[..at]
            .iter()
            .rev()
            .take_while(|line| line.starts_with("#["));
        assert!(
            marks.into_iter().any(|line| *line == "#[test]"),
            "{number}, {what}: {test} is no test"
        );
    }
}
