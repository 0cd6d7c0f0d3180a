# fish completion of kf: kf completion fish | source
function __kf_complete
    set -l words (commandline -opc) (commandline -ct)
    set -l found (kf __complete -- $words[2..-1] 2>/dev/null)
    if contains -- :files $found
        __fish_complete_path (commandline -ct)
    else
        printf '%s\n' $found
    end
end
complete -c kf -f -a '(__kf_complete)'
