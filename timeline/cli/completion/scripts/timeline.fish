function __timeline_completion
    _TIMELINE_LINE=(commandline -cp | string collect) _TIMELINE_COMPLETE=complete_fish timeline 2>/dev/null
    or __fish_complete_path (commandline -ct)
end
complete --command timeline --no-files --arguments '(__timeline_completion)'
